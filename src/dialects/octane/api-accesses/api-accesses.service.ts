import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { ApiKeysService, ChangeServiceKey, CreateApiKey } from '../../../features/api-keys/index.js';
import { RolesRepository } from '../../../features/roles/index.js';
import { invalid } from '../../../platform/http/index.js';
import { apiAccessResource } from '../entities/api-access.resource.js';
import { type Shape, shapeOf } from '../entities/shape.js';
import { secretNeeded } from '../octane.errors.js';
import { type CollectionQuery, mostEntities, readBulkQuery, readFieldsQuery } from '../query/collection-query.js';
import { Collections, type Parameters, type Place, readId } from '../reading/collections.js';
import type { Entity } from '../wire/envelope.js';
import { type BulkResult, type Done, eachOf, toWritten, type Written } from './bulk.js';
import { type ReadChanges, readChanges, readItemId, readItems, readNewApiAccess } from './read-api-access.js';

type Body = Record<string, unknown>;

/** Writes service keys as this door's clients ask for it; what is allowed, the feature says. */
@Injectable()
export class ApiAccessesService {
  constructor(
    private readonly collections: Collections,
    private readonly keys: ApiKeysService,
    private readonly createKey: CreateApiKey,
    private readonly changeKey: ChangeServiceKey,
    private readonly roles: RolesRepository,
  ) {}

  async create(caller: Member, workspace: string | undefined, body: Body, parameters: Parameters): Promise<Written> {
    const shape = shapeOf(apiAccessResource, readFieldsQuery(parameters), caller);
    const place = await this.collections.place(caller, workspace);
    return this.written(await eachOf(readItems(body), (item) => this.createOne(place, item)), place, shape, 201);
  }

  async change(caller: Member, workspace: string | undefined, id: string, body: Body, parameters: Parameters): Promise<Written> {
    const shape = shapeOf(apiAccessResource, readFieldsQuery(parameters), caller);
    const place = await this.collections.place(caller, workspace);
    const named = readItemId(body);
    if (named !== undefined && named !== readId(id)) throw invalid([{ field: 'id', message: 'must be that of the address' }]);
    const { epoch } = await this.changeOne(place, readId(id), await readChanges(body));
    return { status: 200, body: await this.collections.one(shape, place, readId(id)), epoch };
  }

  /** Each entity of the body by its id; or, with a query, the one entity of the body for all that are meant. */
  async changeMany(caller: Member, workspace: string | undefined, body: Body, parameters: Parameters): Promise<Written> {
    const { condition, selection } = readBulkQuery(parameters);
    const shape = shapeOf(apiAccessResource, selection, caller);
    const place = await this.collections.place(caller, workspace);
    if (condition) return this.written(await this.changeMeant(place, condition, body), place, shape, 200);
    const result = await eachOf(readItems(body), async (item) => {
      const id = readItemId(item);
      if (id === undefined) throw invalid([{ field: 'id', message: 'is needed, or a query' }]);
      return this.changeOne(place, id, await readChanges(item));
    });
    return this.written(result, place, shape, 200);
  }

  async delete(caller: Member, workspace: string | undefined, id: string, parameters: Parameters): Promise<Written> {
    const shape = shapeOf(apiAccessResource, readFieldsQuery(parameters), caller);
    const place = await this.collections.place(caller, workspace);
    const entity = await this.collections.one(shape, place, readId(id));
    const { epoch } = await this.deleteOne(caller, readId(id));
    return { status: 200, body: ended(entity), epoch };
  }

  /** All that a query means; without one nothing: nobody ends all keys by forgetting a word. */
  async deleteMany(caller: Member, workspace: string | undefined, parameters: Parameters): Promise<Written> {
    const { condition, selection } = readBulkQuery(parameters);
    if (!condition) throw invalid([{ field: 'query', message: 'is needed' }]);
    const shape = shapeOf(apiAccessResource, selection, caller);
    const place = await this.collections.place(caller, workspace);
    const ids = await this.meant(place, condition);
    const before = await this.collections.some(shape, place, ids);
    const result = await eachOf(ids, (id) => this.deleteOne(caller, id));
    return toWritten(result, result.done.map(({ id }) => ended(before.get(id) as Entity)), 200);
  }

  private async createOne(place: Place, item: Body): Promise<Done> {
    const input = await readNewApiAccess(item);
    if (place.workspaceId !== null) await this.demandRolesOf(place.workspaceId, place.caller, input.workspaceRoleIds);
    const { apiKey, freshness } = await this.createKey.run(place.caller, input);
    return { id: apiKey.id, epoch: freshness.epoch };
  }

  private async changeOne(place: Place, id: number, { changes, expectsValid }: ReadChanges): Promise<Done> {
    const before = await this.collections.one(shapeOf(apiAccessResource, new Map(), place.caller), place, id);
    if (expectsValid && before['is_valid'] !== true) throw secretNeeded();
    if (place.workspaceId !== null && changes.workspaceRoleIds) {
      throw invalid([{ field: 'workspace_roles', message: 'are changed in the shared space: a key may hold others elsewhere' }]);
    }
    if (Object.keys(changes).length === 0) return { id, epoch: null };
    return { id, epoch: (await this.changeKey.run(place.caller, id, changes)).freshness.epoch };
  }

  private async changeMeant(place: Place, condition: CollectionQuery['condition'], body: Body): Promise<BulkResult> {
    const [item, other] = 'data' in body ? readItems(body) : [body];
    if (other !== undefined) throw invalid([{ field: 'data', message: 'must hold one entity beside a query' }]);
    if (readItemId(item) !== undefined) throw invalid([{ field: 'id', message: 'must not stand beside a query' }]);
    const changes = await readChanges(item);
    return eachOf(await this.meant(place, condition), (id) => this.changeOne(place, id, changes));
  }

  private async deleteOne(caller: Member, id: number): Promise<Done> {
    return { id, epoch: (await this.keys.delete(caller, id)).freshness.epoch };
  }

  private async meant(place: Place, condition: CollectionQuery['condition']): Promise<number[]> {
    const { total, ids } = await this.collections.meant(apiAccessResource, place, condition);
    if (total > mostEntities) throw invalid([{ field: 'query', message: `means ${total} entities; at most ${mostEntities} are changed at once` }]);
    return ids;
  }

  private async demandRolesOf(workspaceId: number, caller: Member, ids: readonly number[]): Promise<void> {
    const scopes = await this.roles.findScopes(caller.organisation.id, ids);
    if (ids.length > 0 && scopes.length === ids.length && scopes.every((scope) => scope.workspaceId === workspaceId)) return;
    throw invalid([{ field: 'workspace_roles', message: 'must be workspace roles of this workspace, at least one' }]);
  }

  private async written(result: BulkResult, place: Place, shape: Shape, status: 200 | 201): Promise<Written> {
    const entities = await this.collections.some(shape, place, result.done.map(({ id }) => id));
    return toWritten(result, result.done.map(({ id }) => entities.get(id)).filter((entity) => entity !== undefined), status);
  }
}

const ended = (entity: Entity): Entity => ({ ...entity, is_valid: false });
