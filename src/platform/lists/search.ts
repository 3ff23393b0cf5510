import { And, type FindOperator, LessThan, MoreThanOrEqual } from 'typeorm';
import { searchable } from '../database/index.js';

/** Behind every character that a text people read can hold. */
const last = '\u{10ffff}';

/** A searchable text that begins with this one. It is a range of an index; text within a text could only be found by reading all. */
export function beginsWith(text: string): FindOperator<string> {
  const start = searchable(text);
  return And(MoreThanOrEqual(start), LessThan(start + last));
}
