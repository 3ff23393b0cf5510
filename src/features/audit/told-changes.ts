import { fromOptionalInstant } from '../../platform/http/index.js';

type Members = Readonly<Record<string, unknown>>;

/** What the audit trail tells of a change of something: each member that is another now, and under `before` what it was. */
export function toldChanges(before: Members, changes: Members): Record<string, unknown> {
  const changed = Object.keys(changes).filter((member) => changes[member] !== undefined && comparable(changes[member]) !== comparable(before[member]));
  const told = (of: Members) => Object.fromEntries(changed.map((member) => [member, tellable(member, of[member])]));
  return changed.length === 0 ? {} : { ...told(changes), before: told(before) };
}

/** Lists are sets here: another order is no change. */
const comparable = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value.map(String).toSorted() : value);

const tellable = (member: string, value: unknown): unknown => (member === 'expiresAt' ? fromOptionalInstant(value as number | null) : value);
