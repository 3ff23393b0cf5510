import { KEYS_LISTED, type ListPage } from '../measure/list-pages.js';
import { shown } from './judge.js';
import type { Figure } from './table.js';

const MILLISECONDS = 200;

/** The table's lines for a page over very many keys: the longest of some counts. */
export const listFigures = (pages: readonly ListPage[]): Figure[] =>
  pages.map(({ name, median, longest }) => ({
    name: `page of ${shown(KEYS_LISTED, 0)} keys, ${name}`,
    verdict: { text: `${shown(median, 1)} ms, at most ${shown(longest, 1)} ms (≤ ${MILLISECONDS} ms)`, met: longest <= MILLISECONDS },
  }));
