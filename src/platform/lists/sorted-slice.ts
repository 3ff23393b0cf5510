import { invalid, type Page, type PageQuery } from '../http/index.js';

/** Where a page begins: the value that the last row of the page before had, and its id. */
export interface Position {
  readonly value: string | number | null;
  readonly id: number;
}

/** Which page of a list, in which order; what repositories take. Rows with the same value are in the order of their ids. */
export interface SortedSlice<Column extends string = string> {
  readonly column: Column;
  readonly descending: boolean;
  readonly limit: number;
  readonly after: Position | null;
}

/** A column and what it holds where it holds something. */
interface Sort<Column extends string> {
  readonly column: Column;
  readonly holds: 'string' | 'number';
}

/** What a list can be sorted by, by the words of its `sort`; a word with `-` before it is the other way round. */
export type Sorts<Column extends string> = Readonly<Record<string, Sort<Column>>>;

/** Every word that `sort` can be. */
export const sortWords = (sorts: Sorts<string>): string[] => Object.keys(sorts).flatMap((word) => [word, `-${word}`]);

/** @throws 400 for a cursor that no page in this order held. */
export function sortedSliceOf<Column extends string>({ limit = 50, cursor }: PageQuery, sort: string, sorts: Sorts<Column>): SortedSlice<Column> {
  const descending = sort.startsWith('-');
  const { column, holds } = sorts[descending ? sort.slice(1) : sort] as Sort<Column>;
  return { column, descending, limit, after: cursor === undefined ? null : decode(cursor, orderName({ column, descending }), holds) };
}

/** A page from rows read with one more than `limit`, in the order of the list. */
export function sortedPageOf<Column extends string, Row extends { id: number } & Record<Column, string | number | null>, Item>(
  rows: readonly Row[],
  slice: SortedSlice<Column>,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, slice.limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > slice.limit && last ? encode(orderName(slice), { value: last[slice.column], id: last.id }) : null };
}

const orderName = ({ column, descending }: Pick<SortedSlice, 'column' | 'descending'>): string => (descending ? `-${column}` : column);

const encode = (order: string, { value, id }: Position): string => Buffer.from(JSON.stringify([order, id, value])).toString('base64url');

function decode(cursor: string, order: string, holds: string): Position {
  const [of, id, value, ...more] = parse(Buffer.from(cursor, 'base64url').toString());
  const isValue = value === null || (typeof value === holds && (holds === 'string' || Number.isSafeInteger(value)));
  if (of !== order || more.length > 0 || !Number.isSafeInteger(id) || !isValue) throw invalid([{ field: 'cursor', message: 'must be the nextCursor of an earlier page in the same order' }]);
  return { id: id as number, value: value as Position['value'] };
}

function parse(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
