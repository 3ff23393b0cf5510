import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { namedById, type NameReader, Names } from '../../names/index.js';
import { RolesRepository } from '../roles.repository.js';
import { WorkspaceRole } from '../workspace-role.entity.js';
import { assignmentsInScope } from './assignments-in-scope.js';

interface ScopedName {
  readonly id: number;
  readonly roleName: string;
  /** null: the organisation as a whole. */
  readonly workspaceName: string | null;
}

/** A workspace role, and what is assigned of it, goes by its role and its workspace. */
@Injectable()
export class RoleNames implements OnModuleInit {
  constructor(
    private readonly names: Names,
    private readonly roles: RolesRepository,
    private readonly transaction: Transaction,
  ) {}

  onModuleInit(): void {
    this.names.register('role', async (organisationId, ids) => namedById(await this.roles.findAll(organisationId, ids)));
    this.names.register('workspace-role', this.ofScopes);
    this.names.register('role-assignment', this.ofAssignments);
  }

  private readonly ofScopes: NameReader = async (organisationId, ids) => {
    const query = this.transaction
      .repository(WorkspaceRole)
      .createQueryBuilder('scope')
      .innerJoin('role', 'role', 'role.id = scope.roleId')
      .leftJoin('workspace', 'workspace', 'workspace.id = scope.workspaceId')
      .select('scope.id', 'id')
      .addSelect('role.name', 'roleName')
      .addSelect('workspace.name', 'workspaceName')
      .where('scope.organisationId = :organisationId AND scope.id IN (:...ids)', { organisationId, ids: [...ids] });
    return namedById((await query.getRawMany<ScopedName>()).map(inWords));
  };

  private readonly ofAssignments: NameReader = async (organisationId, ids) => {
    const query = assignmentsInScope(this.transaction).where('held.organisationId = :organisationId AND held.id IN (:...ids)', { organisationId, ids: [...ids] });
    return namedById((await query.getRawMany<ScopedName>()).map(inWords));
  };
}

const inWords = ({ id, roleName, workspaceName }: ScopedName) => ({ id, name: `${roleName} in ${workspaceName ?? 'the whole organisation'}` });
