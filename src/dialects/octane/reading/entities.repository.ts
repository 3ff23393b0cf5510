import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { Transaction } from '../../../platform/database/index.js';
import type { ReferencesField, Resource } from '../entities/resource.js';
import { fieldOf, type Shape } from '../entities/shape.js';
import { malformedQuery } from '../octane.errors.js';
import type { CollectionQuery, Order } from '../query/collection-query.js';
import { runSql } from '../sql/run-sql.js';
import { all, columnName, joined, oneOf, type Sql, sql } from '../sql/sql.js';
import type { Matching } from '../sql/text-pattern.js';
import { WhereClause } from './where-clause.js';

/** A row as the database answers it: `id`, and the columns of the shape's members by their place. */
export type Row = Record<string, string | number | null>;

/** Which entities of a resource a request is about. */
export interface Range {
  readonly caller: Member;
  /** null: the whole organisation. */
  readonly workspaceId: number | null;
  readonly ids?: readonly number[];
}

/** Reads the tables of features for collections: every statement is made by `sql`, values are parameters. */
@Injectable()
export class EntitiesRepository {
  constructor(private readonly transaction: Transaction) {}

  /** One page and the count of everything the query means, by one statement. */
  async page(shape: Shape, range: Range, query: Omit<CollectionQuery, 'selection'>): Promise<{ total: number; rows: Row[] }> {
    const { resource } = shape;
    const clause = new WhereClause(range.caller, this.matching);
    const t = clause.table();
    const where = this.meant(resource, t, range, query.condition ? [clause.of(query.condition, resource, t)] : []);
    const order = ordering(resource, t, query.order);
    const rows = await this.run(sql`
      SELECT c.total, p.* FROM (SELECT COUNT(*) AS total FROM ${resource.table} ${t} WHERE ${where}) c
      LEFT JOIN (
        SELECT ${columns(shape, t)}, ROW_NUMBER() OVER (ORDER BY ${order}) AS place FROM ${resource.table} ${t}
        WHERE ${where} ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}
      ) p ON 1 = 1 ORDER BY p.place`);
    return { total: Number(rows[0]?.['total']), rows: rows.filter(({ id }) => id !== null) };
  }

  /** Those of these ids that the caller may see, the lowest first. */
  byIds(shape: Shape, range: Range, ids: readonly number[]): Promise<Row[]> {
    const { resource } = shape;
    const t = new WhereClause(range.caller, this.matching).table();
    const where = this.meant(resource, t, { ...range, ids });
    return this.run(sql`SELECT ${columns(shape, t)} FROM ${resource.table} ${t} WHERE ${where} ORDER BY ${t}.id`);
  }

  /** What these entities refer to through `field`; each row names the one that refers as `owner`. */
  referredTo(field: ReferencesField, shape: Shape, caller: Member, owners: readonly number[]): Promise<Row[]> {
    const { resource } = shape;
    const u = new WhereClause(caller, this.matching).table();
    const where = all([field.where, oneOf(field.owner, owners), resource.exists(u, caller.organisation.id)]);
    return this.run(sql`SELECT ${field.owner} AS owner, ${columns(shape, u)} FROM ${field.from(u)} WHERE ${where} ORDER BY ${u}.id`);
  }

  private meant(resource: Resource, t: Sql, { caller, workspaceId, ids }: Range, conditions: readonly Sql[] = []): Sql {
    return all([
      resource.exists(t, caller.organisation.id),
      resource.visible(t, caller),
      ...(workspaceId === null ? [] : [resource.within(t, workspaceId)]),
      ...(ids ? [oneOf(sql`${t}.id`, ids)] : []),
      ...conditions,
    ]);
  }

  private get matching(): Matching {
    return this.transaction.manager.dataSource.options.type === 'mariadb' ? 'like' : 'glob';
  }

  private run(statement: Sql): Promise<Row[]> {
    return runSql(this.transaction.manager, statement);
  }
}

/** The id, and a column for each member that has one; null for the others, so that places stay. */
function columns({ members }: Shape, t: Sql): Sql {
  const named = members.map(({ field }, place) => sql`${field.kind === 'references' ? sql`NULL` : field.column(t)} AS ${columnName(place)}`);
  return joined([sql`${t}.id AS id`, ...named], sql`, `);
}

/** Ends with the id, so that pages never overlap. */
function ordering(resource: Resource, t: Sql, orders: readonly Order[]): Sql {
  const asked = orders.map(({ field: name, descending }) => {
    const field = fieldOf(resource, name);
    if (field.kind === 'references') throw malformedQuery(`order_by: ${name} holds many things`);
    return descending ? sql`${field.column(t)} DESC` : field.column(t);
  });
  return joined([...asked, sql`${t}.id`], sql`, `);
}
