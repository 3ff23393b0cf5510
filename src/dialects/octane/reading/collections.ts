import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { workspaceNotFound, WorkspacesRepository } from '../../../features/organisations/index.js';
import { idPattern } from '../../../platform/http/index.js';
import type { Resource } from '../entities/resource.js';
import { demandSight, type Shape, shapeOf } from '../entities/shape.js';
import { entityNotFound } from '../octane.errors.js';
import { type CollectionQuery, mostEntities, readCollectionQuery, readFieldsQuery } from '../query/collection-query.js';
import { type Entity, type Envelope, envelope } from '../wire/envelope.js';
import { EntitiesRepository } from './entities.repository.js';
import { EntityReader } from './entity-reader.js';

/** The query parameters of a request. */
export type Parameters = Record<string, unknown>;

/** Where in the organisation a request is: `workspace` is the one in its address, if any. */
export interface Place {
  readonly caller: Member;
  readonly workspaceId: number | null;
}

/** Reads collections and their entities for a caller. */
@Injectable()
export class Collections {
  constructor(
    private readonly rows: EntitiesRepository,
    private readonly reader: EntityReader,
    private readonly workspaces: WorkspacesRepository,
  ) {}

  /** @throws 404 for a workspace that the organisation does not have. */
  async place(caller: Member, workspace: string | undefined): Promise<Place> {
    if (workspace === undefined) return { caller, workspaceId: null };
    const workspaceId = idPattern.test(workspace) ? Number(workspace) : 0;
    if (!(await this.workspaces.find(caller.organisation.id, workspaceId))) throw workspaceNotFound();
    return { caller, workspaceId };
  }

  async list(resource: Resource, caller: Member, workspace: string | undefined, parameters: Parameters): Promise<Envelope> {
    demandSight(resource, caller);
    const query = readCollectionQuery(parameters);
    const shape = shapeOf(resource, query.selection, caller);
    const { total, rows } = await this.rows.page(shape, await this.place(caller, workspace), query);
    return envelope(total, await this.reader.complete(rows, shape, caller));
  }

  async get(resource: Resource, caller: Member, workspace: string | undefined, id: string, parameters: Parameters): Promise<Entity> {
    demandSight(resource, caller);
    const shape = shapeOf(resource, readFieldsQuery(parameters), caller);
    return this.one(shape, await this.place(caller, workspace), readId(id));
  }

  /** @throws 404 when there is none that the caller may see at this place. */
  async one(shape: Shape, place: Place, id: number): Promise<Entity> {
    const [entity] = (await this.some(shape, place, [id])).values();
    if (!entity) throw entityNotFound(`There is no ${shape.resource.type} ${id}`);
    return entity;
  }

  /** Those of these ids that the caller may see at this place, by id. */
  async some(shape: Shape, place: Place, ids: readonly number[]): Promise<Map<number, Entity>> {
    const rows = ids.length === 0 ? [] : await this.rows.byIds(shape, place, ids);
    const entities = await this.reader.complete(rows, shape, place.caller);
    return new Map(rows.map(({ id }, index) => [Number(id), entities[index] as Entity]));
  }

  /** How many entities a query means at this place, and the ids of the first thousand. */
  async meant(resource: Resource, place: Place, condition: CollectionQuery['condition']): Promise<{ total: number; ids: number[] }> {
    const shape = shapeOf(resource, new Map(), place.caller);
    const { total, rows } = await this.rows.page(shape, place, { condition, order: [], limit: mostEntities, offset: 0 });
    return { total, ids: rows.map(({ id }) => Number(id)) };
  }
}

/** An id in an address. @throws 404 for what cannot be one. */
export function readId(text: string): number {
  if (!idPattern.test(text)) throw entityNotFound();
  return Number(text);
}
