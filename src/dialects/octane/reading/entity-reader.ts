import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import type { Shape, ShapeMember } from '../entities/shape.js';
import { columnKey } from '../sql/sql.js';
import type { Entity } from '../wire/envelope.js';
import { wireInstant } from '../wire/wire-instant.js';
import { EntitiesRepository, type Row } from './entities.repository.js';

/** Most ids in one statement. */
const batch = 1_000;

type Show = (row: Row) => unknown;

/** Makes entities of rows, and reads what they refer to: one statement a reference and batch, whatever the page holds. */
@Injectable()
export class EntityReader {
  constructor(private readonly entities: EntitiesRepository) {}

  /** The entities of these rows, in their order. */
  async complete(rows: readonly Row[], shape: Shape, caller: Member): Promise<Entity[]> {
    const shows: (readonly [string, Show])[] = [];
    for (const [place, member] of shape.members.entries()) shows.push([member.name, await this.show(member, columnKey(place), rows, caller)]);
    return rows.map((row) => Object.fromEntries(shows.map(([name, show]) => [name, show(row)])));
  }

  private show({ field, nested }: ShapeMember, column: string, rows: readonly Row[], caller: Member): Show | Promise<Show> {
    switch (field.kind) {
      case 'references':
        return this.showReferences(field, nested as Shape, rows, caller);
      case 'reference':
        return this.showReference(nested as Shape, column, rows, caller);
      case 'id':
        return (row) => String(row[column]);
      case 'flag':
        return (row) => Boolean(row[column]);
      case 'integer':
        return (row) => row[column] ?? null;
      case 'text':
        return (row) => row[column] ?? null;
      case 'instant':
        return (row) => (row[column] == null ? null : wireInstant(Number(row[column])));
    }
  }

  private async showReference(shape: Shape, column: string, rows: readonly Row[], caller: Member): Promise<Show> {
    const { type } = shape.resource;
    const ids = [...new Set(rows.flatMap((row) => (row[column] === null ? [] : [Number(row[column])])))];
    const found = shape.isBare ? new Map<number, Entity>() : await this.byId(shape, ids, caller);
    // What may not be seen is named all the same: its id stands in the entity that refers to it.
    return (row) => (row[column] === null ? null : (found.get(Number(row[column])) ?? { type, id: String(row[column]) }));
  }

  private async byId(shape: Shape, ids: readonly number[], caller: Member): Promise<Map<number, Entity>> {
    const found = new Map<number, Entity>();
    for (let at = 0; at < ids.length; at += batch) {
      const rows = await this.entities.byIds(shape, { caller, workspaceId: null }, ids.slice(at, at + batch));
      const entities = await this.complete(rows, shape, caller);
      rows.forEach((row, index) => found.set(Number(row['id']), entities[index] as Entity));
    }
    return found;
  }

  private async showReferences(field: ShapeMember['field'] & { kind: 'references' }, shape: Shape, rows: readonly Row[], caller: Member): Promise<Show> {
    const referred = rows.length === 0 ? [] : await this.entities.referredTo(field, shape, caller, rows.map(({ id }) => Number(id)));
    const entities = await this.complete(referred, shape, caller);
    const byOwner = Map.groupBy(entities.keys(), (index) => Number(referred[index]?.['owner']));
    return ({ id }) => ({ data: (byOwner.get(Number(id)) ?? []).map((index) => entities[index]) });
  }
}
