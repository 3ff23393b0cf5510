import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, decide, newDecisionId, permissionMissing, type Target, unauthenticated, wantsSecondFactor } from '../../access/index.js';
import { CALLER_RESOLVER, type CallerResolver, demandSameSite } from '../../access/http/index.js';
import { AppError } from '../../errors/index.js';
import { KnownWorkspaces } from '../../features/organisations/index.js';
import { KnownPermissions } from '../../features/permissions/index.js';
import { Config } from '../../platform/config/index.js';
import { fromOptionalId, toId } from '../../platform/http/index.js';
import type { ForwardAnswerDto, ForwardQuestion } from './forward.dto.js';

/** Says whether a request that a proxy holds back may pass: the same decision as the guard's and verify's. */
@Injectable()
export class ForwardService {
  constructor(
    @Inject(CALLER_RESOLVER) private readonly resolver: CallerResolver,
    private readonly workspaces: KnownWorkspaces,
    private readonly permissions: KnownPermissions,
    private readonly config: Config,
  ) {}

  /** @throws 401, 403; 503 when it cannot be known */
  async answer(request: FastifyRequest, { permission = [], organisation, workspace }: ForwardQuestion): Promise<ForwardAnswerDto> {
    const permissions = typeof permission === 'string' ? [permission] : permission;
    const target: Target = { workspaceId: workspace === undefined ? null : toId(workspace) };
    const caller = await this.callerOf(request, organisation);
    // The proxy asks by GET, whatever it was asked: so a cookie must come from the same site in any case.
    if (caller.credential.kind === 'session') demandSameSite(request, this.config.publicUrl);
    await this.demand(caller, permissions, target);
    caller.observer.allowed(caller, permissions[0] ?? null);
    return {
      organisationId: fromOptionalId(caller.organisation?.id ?? null),
      userId: fromOptionalId(caller.userId),
      login: caller.account?.login ?? null,
      keyId: fromOptionalId(caller.key?.id ?? null),
      credential: caller.credential.kind,
    };
  }

  /** Who is behind it. A person who is not let into the only organisation there is passes nowhere: nobody else's was asked for. */
  private async callerOf(request: FastifyRequest, organisation: string | undefined): Promise<Caller> {
    const caller = await this.resolve(request, organisation);
    if (caller.withheld) throw wantsSecondFactor(caller.withheld);
    return caller;
  }

  /** Proxies know 401 and 403; what is 400, 404 or 429 to others would be a failure of the server to them. */
  private async resolve(request: FastifyRequest, organisation: string | undefined): Promise<Caller> {
    try {
      return await this.resolver.resolve(request, organisation);
    } catch (error) {
      if (error instanceof AppError && [400, 404, 429].includes(error.status)) throw unauthenticated(undefined, { cause: error });
      throw error;
    }
  }

  private async demand(caller: Caller, permissions: readonly string[], target: Target): Promise<void> {
    const workspaceUnknown = await this.isUnknown(caller, target);
    const unknownPermissions = caller.organisation ? await this.permissions.unknownOf(caller.organisation.id, permissions) : [];
    const { allowed, missingPermissions } = decide(caller, permissions, target, { workspaceUnknown, unknownPermissions });
    if (allowed) return;
    const decisionId = newDecisionId();
    caller.observer.refused(caller, { decisionId, permissions: missingPermissions, target, workspaceUnknown, unknownPermissions });
    const detail = unknownPermissions.length > 0 ? `${unknownPermissions.join(', ')}: no permission of the organisation` : undefined;
    throw permissionMissing(detail, { missingPermissions, decisionId });
  }
  /** Where there is no such workspace nobody may do anything. */
  private isUnknown({ organisation }: Caller, { workspaceId }: Target): boolean | Promise<boolean> {
    return organisation === null ? workspaceId !== null : this.workspaces.isMissing(organisation.id, workspaceId);
  }
}
