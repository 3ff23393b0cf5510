import type { Member } from '../../../access/index.js';
import type { ReferenceField, ReferencesField, Resource } from '../entities/resource.js';
import { demandSight, fieldOf } from '../entities/shape.js';
import type { Comparison, Condition, Literal } from '../query/condition.js';
import { compareScalar, wrong } from './scalar-comparison.js';
import { all, any, type Sql, sql, tableName } from '../sql/sql.js';
import type { Matching } from '../sql/text-pattern.js';

/** The rows of `resource` at the table `t` that a query means. One statement's conditions come from one of these. */
export class WhereClause {
  private tables = 0;

  constructor(
    private readonly caller: Member,
    private readonly matching: Matching,
  ) {}

  /** A table name that this statement has not used yet. */
  table(): Sql {
    return tableName(this.tables++);
  }

  of(condition: Condition, resource: Resource, t: Sql): Sql {
    switch (condition.kind) {
      case 'comparison':
        return this.compare(condition.comparison, resource, t);
      case 'not':
        return sql`NOT (${this.of(condition.condition, resource, t)})`;
      case 'and':
        return all(condition.conditions.map((part) => this.of(part, resource, t)));
      case 'or':
        return any(condition.conditions.map((part) => this.of(part, resource, t)));
    }
  }

  private compare(comparison: Comparison, resource: Resource, t: Sql): Sql {
    const field = fieldOf(resource, comparison.field);
    if (field.kind !== 'reference' && field.kind !== 'references') return compareScalar(comparison, field, t, this.matching);
    const one = (literal: Literal): Sql => this.refersTo(comparison, literal, field, t);
    if (comparison.operator === '=') return one(comparison.value);
    if (comparison.operator === 'IN') return any(comparison.values.map(one));
    throw wrong(comparison, 'can only be compared by EQ and IN');
  }

  private refersTo(comparison: Comparison, literal: Literal, field: ReferenceField | ReferencesField, t: Sql): Sql {
    if (literal.kind === 'null') return field.kind === 'reference' ? sql`${field.column(t)} IS NULL` : sql`NOT ${this.anyOf(field, t, null)}`;
    if (literal.kind !== 'nested') throw wrong(comparison, 'must be compared with a condition in braces, such as {id=1003}');
    return this.anyOf(field, t, literal.condition);
  }

  /** There is an entity that `t` refers to and that meets the condition. */
  private anyOf(field: ReferenceField | ReferencesField, t: Sql, condition: Condition | null): Sql {
    const resource = field.to();
    const u = this.table();
    const met = condition ? [this.of(condition, resource, u)] : [];
    const here = [resource.exists(u, this.caller.organisation.id), ...met, ...this.sight(resource, u, condition)];
    if (field.kind === 'reference') return sql`EXISTS (SELECT 1 FROM ${resource.table} ${u} WHERE ${all([sql`${u}.id = ${field.column(t)}`, ...here])})`;
    return sql`EXISTS (SELECT 1 FROM ${field.from(u)} WHERE ${all([field.where, sql`${field.owner} = ${t}.id`, ...here])})`;
  }

  /** Ids are known to whoever sees the reference; whoever asks about anything else must be allowed to see it. */
  private sight(resource: Resource, u: Sql, condition: Condition | null): Sql[] {
    if (!condition || asksOnlyForId(condition)) return [];
    demandSight(resource, this.caller);
    return [resource.visible(u, this.caller)];
  }
}

function asksOnlyForId(condition: Condition): boolean {
  if (condition.kind === 'comparison') return ['id', 'type'].includes(condition.comparison.field.toLowerCase());
  if (condition.kind === 'not') return asksOnlyForId(condition.condition);
  return condition.conditions.every(asksOnlyForId);
}
