import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UserListeners } from '../users/index.js';
import { GroupsService } from './groups.service.js';

/** What groups ask of users, in their transactions. */
@Injectable()
export class GroupRules implements OnModuleInit {
  constructor(
    private readonly users: UserListeners,
    private readonly groups: GroupsService,
  ) {}

  onModuleInit(): void {
    this.users.onGiving((by, user, { groupIds }) => this.groups.addTo(by, user, groupIds));
    this.users.onWithdrawn((user, by) => this.groups.leaveAll(by, user));
  }
}
