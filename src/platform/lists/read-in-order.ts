import { And, Equal, FindOperator, type FindOptionsOrder, type FindOptionsWhere, IsNull, LessThan, MoreThan, Not, type Repository } from 'typeorm';
import type { SortedSlice } from './sorted-slice.js';

type Row = { id: number };
type Range = Readonly<Record<string, FindOperator<unknown>>>;

/**
 * One page and one row more, in the order of `slice`; rows without a value come last, or first when descending. It is
 * read as ranges of an index that ends with the column and the id, one after the other, so a page costs the same
 * wherever it stands. `parts` are what a row may meet, each with an index of its own.
 */
export async function readInOrder<Entity extends Row>(rows: Repository<Entity>, parts: readonly FindOptionsWhere<Entity>[], slice: SortedSlice): Promise<Entity[]> {
  const read: Entity[] = [];
  for (const part of parts) read.push(...(await readPart(rows, part, slice)));
  if (parts.length === 1) return read;
  const different = [...new Map(read.map((row) => [row.id, row])).values()];
  return different.sort(compareBy<Entity>(slice)).slice(0, slice.limit + 1);
}

async function readPart<Entity extends Row>(rows: Repository<Entity>, part: FindOptionsWhere<Entity>, slice: SortedSlice): Promise<Entity[]> {
  const direction = slice.descending ? 'DESC' : 'ASC';
  const isOptional = rows.metadata.findColumnWithPropertyName(slice.column)?.isNullable === true;
  const read: Entity[] = [];
  for (const range of rangesOf(slice, isOptional)) {
    const missing = slice.limit + 1 - read.length;
    if (missing > 0) read.push(...(await rows.find({ where: within(part, range), order: orderOf<Entity>(slice.column, range, direction), take: missing })));
  }
  return read;
}

/** Where the column is the same everywhere, naming it in the order keeps MariaDB from the index that has that order. */
function orderOf<Entity>(column: string, { [column]: bound }: Range, direction: 'ASC' | 'DESC'): FindOptionsOrder<Entity> {
  const isOne = bound?.type === 'isNull' || bound?.type === 'equal';
  const order: Record<string, string> = isOne ? { id: direction } : { [column]: direction, id: direction };
  return order as FindOptionsOrder<Entity>;
}

/** What lies behind the position, in order. */
function rangesOf({ column, descending, after }: SortedSlice, isOptional: boolean): Range[] {
  const beyond = descending ? LessThan : MoreThan;
  if (column === 'id') return [after ? { id: beyond(after.id) } : {}];
  const set = { [column]: Not(IsNull()) };
  const unset = isOptional ? [{ [column]: IsNull() }] : [];
  if (!after) return descending ? [...unset, set] : [set, ...unset];
  if (after.value === null) return [{ [column]: IsNull(), id: beyond(after.id) }, ...(descending ? [set] : [])];
  return [{ [column]: Equal(after.value), id: beyond(after.id) }, { [column]: beyond(after.value) }, ...(descending ? [] : unset)];
}

/** The rows of the part that are in the range as well. */
function within<Entity>(part: FindOptionsWhere<Entity>, range: Range): FindOptionsWhere<Entity> {
  const both: Record<string, unknown> = { ...part };
  for (const [column, operator] of Object.entries(range)) both[column] = column in both ? And(asOperator(both[column]), operator) : operator;
  return both as FindOptionsWhere<Entity>;
}

const asOperator = (value: unknown): FindOperator<unknown> => (value instanceof FindOperator ? value : Equal(value));

function compareBy<Entity extends Row>({ column, descending }: SortedSlice): (a: Entity, b: Entity) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => sign * (compareValues(a[column as keyof Entity], b[column as keyof Entity]) || a.id - b.id);
}

/** As databases do: text byte by byte, and nothing set behind everything. */
function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return typeof a === 'string' ? Buffer.from(a).compare(Buffer.from(b as string)) : (a as number) - (b as number);
}
