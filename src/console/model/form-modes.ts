import { invalid } from '../../platform/http/index.js';
import { nameOf } from './labels.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * What members that begin with `_` (they belong to the page and not to the thing) say of the one they are named after:
 *
 * | `_Permissions` | all of it whatever is ticked (`all`); those `chosen`, and then one has to choose; or just `these`, even if it is none |
 * | `_Permissions*` | each names several at once, with blanks between |
 * | `_Expires` | `never`; `keep` what is there; a day; or the day of one's `own` that stands in the field |
 */
export function withModes(members: object): Members {
  return wholesFirst(members).reduce<Members>((said, [label, mode]) => {
    const whole = /^_(.+)\*$/.exec(label)?.[1];
    if (whole !== undefined) return { ...said, [whole]: united(said[whole], mode) };
    // `_Permissions?` is what was looked for among them.
    const name = label.startsWith('_') && !label.endsWith('?') ? label.slice(1) : undefined;
    return name === undefined || typeof mode !== 'string' ? said : meant(said, name, mode);
  }, { ...members });
}

/** What is ticked together counts as ticked. */
const wholesFirst = (members: object): [string, unknown][] => Object.entries(members).toSorted(([a], [b]) => Number(b.endsWith('*')) - Number(a.endsWith('*')));

const united = (ticked: unknown, wholes: unknown): string[] => [...new Set([ticked ?? [], wholes].flat().flatMap((each) => (typeof each === 'string' ? each.split(' ') : [])).filter((each) => each !== ''))];

const day = /^\d{4}-\d\d-\d\d$/;

function meant(said: Members, label: string, mode: string): Members {
  const isThere = Object.hasOwn(said, label);
  if (mode === 'all' || mode === 'never') return { ...said, [label]: null };
  if (mode === 'keep') return without(said, label);
  if (day.test(mode)) return { ...said, [label]: mode };
  if (mode === 'these' && !isThere) return { ...said, [label]: [] };
  if (mode === 'chosen' && !isThere) throw invalid([{ field: nameOf(label), message: 'need at least one tick, unless all is chosen' }]);
  if (mode === 'own' && !said[label]) throw invalid([{ field: nameOf(label), message: 'needs a day, or another choice' }]);
  return said;
}

const without = (members: Members, label: string): Members => Object.fromEntries(Object.entries(members).filter(([name]) => name !== label));
