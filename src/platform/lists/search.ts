import { type FindOperator, Raw } from 'typeorm';
import { searchable } from '../database/index.js';

/**
 * A searchable text that has this one somewhere in it; no character stands for others. No index finds such rows: what
 * is beside it in the condition has to leave one organisation alone, whose part of an index is gone through.
 */
export const contains = (text: string): FindOperator<string> =>
  Raw((column) => `INSTR(${column}, :contained) > 0`, { contained: searchable(text) }) as FindOperator<string>;

/** The same of any of these columns: they are looked through at once. It stands in the condition at one of them. */
export const anyContains = (text: string, columns: readonly string[]): FindOperator<string> =>
  Raw((column) => `(${columns.map((name) => `INSTR(${column.slice(0, column.lastIndexOf('.') + 1)}${name}, :contained) > 0`).join(' OR ')})`, { contained: searchable(text) }) as FindOperator<string>;
