import { malformedQuery } from '../octane.errors.js';
import { Scanner } from './scanner.js';

/** The fields asked for, in order; null: what a reference shows when nothing is said. */
export type Selection = ReadonlyMap<string, Selection | null>;

const longest = 4_000;
const mostFields = 100;
/** Levels of braces. */
const deepest = 3;
const fieldName = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * Reads the `fields` parameter.
 *
 *     fields := field ( ',' field )*
 *     field  := name [ '{' fields '}' ]
 */
export function parseFields(text: string): Selection {
  const scanner = new Scanner(text, 'fields');
  if (text.length > longest) throw scanner.error(`at most ${longest} characters are read`, longest);
  const selection = readFields(scanner, 0);
  if (!scanner.isAtEnd) throw scanner.error('a comma or the end is expected');
  return selection;
}

function readFields(scanner: Scanner, depth: number): Selection {
  if (depth > deepest) throw scanner.error(`references are expanded through at most ${deepest} levels`);
  const selection = new Map<string, Selection | null>();
  do {
    const name = scanner.match(fieldName);
    if (name === undefined) throw scanner.error('the name of a field is expected');
    let nested: Selection | null = null;
    if (scanner.take('{')) {
      nested = readFields(scanner, depth + 1);
      scanner.expect('}');
    }
    selection.set(name.toLowerCase(), nested ?? selection.get(name.toLowerCase()) ?? null);
    if (selection.size > mostFields) throw malformedQuery(`fields: at most ${mostFields} are read`);
  } while (scanner.take(','));
  return selection;
}
