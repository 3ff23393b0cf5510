import type { Member } from '../../../access/index.js';
import type { Sql } from '../sql/sql.js';

export type ScalarKind = 'id' | 'text' | 'integer' | 'flag' | 'instant';

export interface ScalarField {
  readonly kind: ScalarKind;
  column(t: Sql): Sql;
}

/** Refers to one entity, or (null) to none. */
export interface ReferenceField {
  readonly kind: 'reference';
  readonly to: () => Resource;
  /** The id of the entity. */
  column(t: Sql): Sql;
}

/** Refers to any number of entities, through rows of a table of their own. */
export interface ReferencesField {
  readonly kind: 'references';
  readonly to: () => Resource;
  /** That table together with `u`, the table of the entities. */
  from(u: Sql): Sql;
  /** What holds for its rows. */
  readonly where: Sql;
  /** Its column with the id of the entity that refers. */
  readonly owner: Sql;
}

export type Field = ScalarField | ReferenceField | ReferencesField;

/**
 * What a collection is: its fields and where they stand. Everything that is read, filtered and ordered goes by this
 * table, so a column that is not in it cannot be asked about. `t` is the name of its table in a statement.
 */
export interface Resource {
  /** `type` of its entities. */
  readonly type: string;
  readonly table: Sql;
  readonly fields: ReadonlyMap<string, Field>;
  /** Members shown when no fields are asked for, in order. */
  readonly shown: readonly string[];
  /** Members shown after those that are asked for. */
  readonly always: readonly string[];
  /** Members shown where another entity refers to it. */
  readonly asReference: readonly string[];
  /** Its rows in an organisation. */
  exists(t: Sql, organisationId: number): Sql;
  /** Those of them whose members the caller may see. */
  visible(t: Sql, caller: Member): Sql;
  /** Those of them that belong to a workspace. */
  within(t: Sql, workspaceId: number): Sql;
  /** The permission without which nothing but ids of it may be seen; null: the caller has what it needs. */
  missing(caller: Member): string | null;
}
