import { Injectable, type OnModuleInit } from '@nestjs/common';
import { invalid } from '../../platform/http/index.js';
import { namedById, Names } from '../names/index.js';
import { AssignmentListeners } from '../roles/index.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { demandControl } from './key-control.js';

/** What keys ask of earlier features, in their transactions, and tell them: their names, also of those that are deleted. */
@Injectable()
export class KeyRules implements OnModuleInit {
  constructor(
    private readonly assignments: AssignmentListeners,
    private readonly names: Names,
    private readonly keys: ApiKeysRepository,
  ) {}

  onModuleInit(): void {
    this.names.register('api-key', async (organisationId, ids) => namedById(await this.keys.findAll(organisationId, ids)));
    this.assignments.onAssigningToKey(async (by, id) => {
      const key = await this.keys.find(by.organisation.id, id);
      if (key?.kind !== 'service' || key.state === 'revoked') throw invalid([{ field: 'apiKeyId', message: 'is not a service key of this organisation' }]);
      demandControl(by, key);
    });
  }
}
