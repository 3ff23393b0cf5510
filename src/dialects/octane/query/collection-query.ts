import type { FieldError } from '../../../errors/index.js';
import { invalid } from '../../../platform/http/index.js';
import { malformedQuery } from '../octane.errors.js';
import type { Condition } from './condition.js';
import { parseQuery } from './query-parser.js';
import { parseFields, type Selection } from './selection.js';

export interface Order {
  readonly field: string;
  readonly descending: boolean;
}

/** What a request asks of a collection. */
export interface CollectionQuery {
  readonly condition: Condition | null;
  readonly selection: Selection | null;
  readonly order: readonly Order[];
  readonly limit: number;
  readonly offset: number;
}

/** The default and the most. */
export const mostEntities = 1_000;
const mostOrders = 10;
/** A credential may stand in the address; it is none of ours. */
const ignored = new Set(['apiToken']);

/** Reads the query parameters of a collection. @throws 400 for others: a filter that is not applied would mislead. */
export function readCollectionQuery(parameters: Record<string, unknown>): CollectionQuery {
  const { query, fields, order_by: order, limit, offset } = texts(parameters, ['query', 'fields', 'order_by', 'limit', 'offset']);
  return {
    condition: query === undefined ? null : parseQuery(query),
    selection: fields === undefined ? null : parseFields(fields),
    order: order === undefined ? [] : parseOrder(order),
    limit: limit === undefined ? mostEntities : readInteger('limit', limit, 1, mostEntities),
    offset: offset === undefined ? 0 : readInteger('offset', offset, 0, 1_000_000_000),
  };
}

/** Reads the query parameters where one entity is asked for, or entities are written. */
export function readFieldsQuery(parameters: Record<string, unknown>): Selection | null {
  const { fields } = texts(parameters, ['fields']);
  return fields === undefined ? null : parseFields(fields);
}

/** Reads the query parameters of a bulk change: the entities meant, if not by their ids. */
export function readBulkQuery(parameters: Record<string, unknown>): Pick<CollectionQuery, 'condition' | 'selection'> {
  const { query, fields } = texts(parameters, ['query', 'fields']);
  return { condition: query === undefined ? null : parseQuery(query), selection: fields === undefined ? null : parseFields(fields) };
}

function parseOrder(text: string): Order[] {
  const parts = text.split(',');
  if (parts.length > mostOrders) throw malformedQuery(`order_by: at most ${mostOrders} fields are read`);
  return parts.map((part) => {
    const [, minus, field] = /^\s*(-?)([A-Za-z_][A-Za-z0-9_]*)\s*$/.exec(part) ?? [];
    if (field === undefined) throw malformedQuery('order_by: must be names of fields, parted by commas, each with a minus before it or none');
    return { field: field.toLowerCase(), descending: minus === '-' };
  });
}

function readInteger(field: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw invalid([{ field, message: `must be a whole number from ${least} to ${most}` }]);
}

function texts<Name extends string>(parameters: Record<string, unknown>, names: readonly Name[]): Partial<Record<Name, string>> {
  const errors: FieldError[] = [];
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(parameters)) {
    if (ignored.has(name)) continue;
    if (!names.includes(name as Name)) errors.push({ field: name, message: 'is not a parameter of this request' });
    else if (typeof value !== 'string') errors.push({ field: name, message: 'must be given once' });
    else found.set(name, value);
  }
  if (errors.length > 0) throw invalid(errors);
  return Object.fromEntries(found) as Partial<Record<Name, string>>;
}
