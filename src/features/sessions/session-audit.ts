import { Injectable } from '@nestjs/common';
import { type Actor, type AuditEntry, AuditService } from '../audit/index.js';
import { UsersRepository } from '../users/index.js';

/** A person's sign-ins concern each organisation the person is in. */
@Injectable()
export class SessionAudit {
  constructor(
    private readonly users: UsersRepository,
    private readonly audit: AuditService,
  ) {}

  /** Call it inside the transaction of what it tells of. `accountId` null: nobody knows whose it would have been. */
  async record(actor: Actor, accountId: number | null, entry: Omit<AuditEntry, 'organisationId'>): Promise<void> {
    const memberships = accountId === null ? [] : await this.users.ofAccount(accountId);
    const organisationIds = memberships.length > 0 ? memberships.map(({ organisationId }) => organisationId) : [null];
    for (const organisationId of organisationIds) await this.audit.record(actor, { organisationId, ...entry });
  }
}
