import { hash } from 'node:crypto';
import { pageOutdated } from './page.errors.js';

/** What can be changed of a thing, by native name. The order in a list means nothing. */
type Values = Readonly<Record<string, unknown>>;

const plain = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value.map(String).toSorted() : (value ?? null));

/** Tells the state that a page showed from others: 16 characters, which the form of the page carries as `_seen`. */
export const seenOf = (values: Values): string =>
  hash('sha256', JSON.stringify(Object.keys(values).toSorted().map((name) => [name, plain(values[name])])), 'base64url').slice(0, 16);

/**
 * Refuses what was filled in on a page that shows how it was before: a form sends all of its fields, and would undo
 * what somebody changed meanwhile. What is so already may be asked for again, as a form that is sent twice does.
 *
 * @param seen what the form carries; undefined: it comes from no such page
 * @throws page.outdated
 */
export async function demandSeen(seen: unknown, present: () => Promise<Values>, asked: Values): Promise<void> {
  if (seen === undefined) return;
  const values = await present();
  if (seen !== seenOf(values) && !isSo(values, asked)) throw pageOutdated();
}

const isSo = (values: Values, asked: Values): boolean => Object.entries(asked).every(([name, value]) => value === undefined || plain(value) === plain(values[name]));
