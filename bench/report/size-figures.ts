import type { AtSize } from '../measure/at-size.js';
import type { ColdKey } from '../measure/cold-key.js';
import type { ListPage } from '../measure/list-pages.js';
import type { MemoryInUse } from '../measure/memory-in-use.js';
import { shown } from './judge.js';
import type { Figure } from './table.js';

const LIST_MILLISECONDS = 200;
const MEGABYTES = 512;

/** The table's lines for what was measured among very many keys. */
export const sizeFigures = ({ pages, coldKey, memory }: AtSize): Figure[] => [
  ...(coldKey ? [coldKeyFigure(coldKey)] : []),
  ...(memory ? memoryFigures(memory) : []),
  ...pages.map(listFigure),
];

/** Every statement looks something else up, so none may come twice; that each goes by an index is held by a test. */
function coldKeyFigure({ statements }: ColdKey): Figure {
  const counts = statements.map(({ length }) => length);
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  const met = least > 0 && statements.every((asked) => new Set(asked).size === asked.length);
  const text = `${least === most ? least : `${least} to ${most}`} statements the first time, none the second (each table looked up once)`;
  return { name: 'a cold key', verdict: { text, met } };
}

function memoryFigures({ keys, megabytes, remembered, hitRate }: MemoryInUse): Figure[] {
  return [
    {
      name: `memory, ${shown(keys, 0)} keys in use`,
      verdict: {
        text: `${shown(megabytes, 0)} MB (≤ ${MEGABYTES} MB); ${shown(remembered, 0)} keys remembered, ${shown(hitRate * 100, 0)} % of uses at random found there`,
        met: megabytes === undefined ? undefined : megabytes <= MEGABYTES,
      },
    },
  ];
}

const listFigure = ({ name, median, longest }: ListPage): Figure => ({
  name,
  verdict: { text: `${shown(median, 1)} ms, at most ${shown(longest, 1)} ms (≤ ${LIST_MILLISECONDS} ms)`, met: longest <= LIST_MILLISECONDS },
});
