import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, decide, newDecisionId, permissionMissing, type Target, unauthenticated, type Unknown, wantsSecondFactor } from '../../access/index.js';
import { CALLER_RESOLVER, type CallerResolver, demandSameSite } from '../../access/http/index.js';
import { AppError } from '../../errors/index.js';
import { KnownWorkspaces } from '../../features/organisations/index.js';
import { KnownPermissions } from '../../features/permissions/index.js';
import { rescue, when } from '../../platform/at-once/index.js';
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

  /**
   * At once when everything that must be known is in memory.
   * @throws 401, 403; 503 when it cannot be known
   */
  answer(request: FastifyRequest, { permission = [], organisation, workspace }: ForwardQuestion): ForwardAnswerDto | Promise<ForwardAnswerDto> {
    const permissions = typeof permission === 'string' ? [permission] : permission;
    const target: Target = { workspaceId: workspace === undefined ? null : toId(workspace) };
    return when(this.callerOf(request, organisation), (caller) => {
      // A person who is not let into the only organisation there is passes nowhere: nobody else's was asked for.
      if (caller.withheld) throw wantsSecondFactor(caller.withheld);
      // The proxy asks by GET, whatever it was asked: so a cookie must come from the same site in any case.
      if (caller.credential.kind === 'session') demandSameSite(request, this.config.publicUrl);
      return when(this.unknownOf(caller, permissions, target), (unknown) => decided(caller, permissions, target, unknown));
    });
  }

  private callerOf(request: FastifyRequest, organisation: string | undefined): Caller | Promise<Caller> {
    return rescue(() => this.resolver.resolve(request, organisation), asProxiesKnow);
  }

  /** Where there is no such workspace nobody may do anything. */
  private unknownOf({ organisation }: Caller, permissions: readonly string[], { workspaceId }: Target): Unknown | Promise<Unknown> {
    if (organisation === null) return { workspaceUnknown: workspaceId !== null };
    return when(this.workspaces.isMissing(organisation.id, workspaceId), (workspaceUnknown) =>
      when(this.permissions.unknownOf(organisation.id, permissions), (unknownPermissions) => ({ workspaceUnknown, unknownPermissions })),
    );
  }
}

function decided(caller: Caller, permissions: readonly string[], target: Target, unknown: Unknown): ForwardAnswerDto {
  const { allowed, missingPermissions } = decide(caller, permissions, target, unknown);
  if (!allowed) throw refused(caller, missingPermissions, target, unknown);
  caller.observer.allowed(caller, permissions[0] ?? null);
  return {
    organisationId: fromOptionalId(caller.organisation?.id ?? null),
    userId: fromOptionalId(caller.userId),
    login: caller.account?.login ?? null,
    keyId: fromOptionalId(caller.key?.id ?? null),
    credential: caller.credential.kind,
  };
}

function refused(caller: Caller, missingPermissions: string[], target: Target, unknown: Unknown): AppError {
  const { unknownPermissions = [] } = unknown;
  const decisionId = newDecisionId();
  caller.observer.refused(caller, { decisionId, permissions: missingPermissions, target, ...unknown });
  const detail = unknownPermissions.length > 0 ? `${unknownPermissions.join(', ')}: no permission of the organisation` : undefined;
  return permissionMissing(detail, { missingPermissions, decisionId });
}

/** Proxies know 401 and 403; what is 400, 404 or 429 to others would be a failure of the server to them. */
function asProxiesKnow(error: unknown): never {
  if (error instanceof AppError && [400, 404, 429].includes(error.status)) throw unauthenticated(undefined, { cause: error });
  throw error;
}
