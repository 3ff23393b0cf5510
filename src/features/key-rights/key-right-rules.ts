import { Injectable, type OnModuleInit } from '@nestjs/common';
import { cannotGrant, mayAt } from '../../access/index.js';
import { GroupListeners } from '../groups/index.js';
import { UserListeners } from '../users/index.js';
import { KeyRightsRepository } from './key-rights.repository.js';
import { KeyRightsService } from './key-rights.service.js';

/** What key rights ask of groups and users, in their transactions. */
@Injectable()
export class KeyRightRules implements OnModuleInit {
  constructor(
    private readonly groups: GroupListeners,
    private readonly users: UserListeners,
    private readonly rights: KeyRightsRepository,
    private readonly service: KeyRightsService,
  ) {}

  onModuleInit(): void {
    // Whoever joins gets the right of the group: for somebody to give who has it, or may give it.
    this.groups.onJoining(async (by, group) => {
      const holders = await this.rights.holders(group.organisationId, 'group', [group.id]);
      if (!holders.has(group.id) || mayAt(by, 'key-right.manage', { workspaceId: null })) return;
      if (!(await this.service.mayMakeKeys(by))) throw cannotGrant('The group holds the right to make API keys, and the caller does not', { missingPermissions: ['key-right.manage'] });
    });
    this.users.onWithdrawn((user, by) => this.service.take(by, user));
    this.groups.onDeleting((group) => this.rights.delete(group.organisationId, 'group', [group.id]));
  }
}
