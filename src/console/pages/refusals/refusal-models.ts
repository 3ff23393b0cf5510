import { Injectable } from '@nestjs/common';
import type { CallerOrganisation, Member } from '../../../access/index.js';
import { AppError } from '../../../errors/index.js';
import { type DecisionDto, Explanations, type RefusalDto, toQuestion, type TrialDto } from '../../../features/decisions/index.js';
import { toId } from '../../../platform/http/index.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath, withQuery } from '../../model/links.js';
import { Choosing } from './choosing.js';
import type { ExplanationPageDto, RefusalPageDto, TrialPageDto, TryPageDto } from './refusal.dto.js';

export const refusalsPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'refusals');
export const tryPath = (organisation: CallerOrganisation): string => `${refusalsPath(organisation)}try/`;
export const mendPath = (organisation: CallerOrganisation): string => `${refusalsPath(organisation)}mend/`;

type Asked = Pick<TrialDto, 'apiKeyId' | 'userId' | 'workspaceId'> & { readonly permissions: readonly string[]; readonly secretPrefix?: string | null };

/** The same question at the page where one tries; what was refused whatever it was for is no question yet. */
const tryAgain = (organisation: CallerOrganisation, { apiKeyId, secretPrefix, userId, permissions, workspaceId }: Asked): string =>
  permissions.length === 0 ? tryPath(organisation) : withQuery(tryPath(organisation), { ...(apiKeyId === null ? { user: userId } : { key: secretPrefix ?? apiKeyId }), permission: permissions[0], workspaceId });

/** What pages show of refusals. */
@Injectable()
export class RefusalModels {
  constructor(
    private readonly explanations: Explanations,
    private readonly choosing: Choosing,
  ) {}

  refusal(organisation: CallerOrganisation, refusal: RefusalDto): RefusalPageDto {
    return { ...labelled(refusal), _links: waysFrom(organisation, refusal) };
  }

  async explanation(by: Member, decisionId: string): Promise<ExplanationPageDto> {
    const decision = await this.explanations.of(by, decisionId);
    const now = await this.now(by, decision);
    return { ...labelled(decision), Now: now && this.trial(by.organisation, now), _links: waysFrom(by.organisation, decision) };
  }

  trial(organisation: CallerOrganisation, trial: TrialDto): TrialPageDto {
    const { apiKeyId } = trial;
    const key = apiKeyId === null ? null : pagePath(organisation, 'organisation/api-key', apiKeyId);
    return { ...labelled(trial), _links: links({ self: tryAgain(organisation, trial), mend: mendPath(organisation), 'api-key': key }) };
  }

  async try(caller: Member, outcome: TrialDto | null): Promise<TryPageDto> {
    const { organisation } = caller;
    return {
      ...(await this.choosing.everything(caller)),
      Outcome: outcome && this.trial(organisation, outcome),
      _links: links({ self: outcome ? tryAgain(organisation, outcome) : tryPath(organisation), list: refusalsPath(organisation) }),
    };
  }

  /** The same call, as it would be now: with the same secret, where that was noted. */
  private async now(by: Member, { apiKeyId, secret, userId, missingPermissions, workspaceId }: DecisionDto): Promise<TrialDto | null> {
    const who = apiKeyId !== null ? { apiKeyId } : userId !== null ? { userId } : null;
    const secretId = secret === null ? {} : { secretId: toId(secret.id) };
    try {
      return who && (await this.explanations.try(by, { ...toQuestion({ ...who, permissions: missingPermissions, workspaceId }), ...secretId }));
    } catch (error) {
      // The key, the user or a permission has been deleted since.
      if (error instanceof AppError && error.status === 400) return null;
      throw error;
    }
  }
}

function waysFrom(organisation: CallerOrganisation, { id, apiKeyId, userId, missingPermissions: permissions, workspaceId }: RefusalDto) {
  return links({
    self: `${refusalsPath(organisation)}${id}/`,
    list: refusalsPath(organisation),
    try: tryAgain(organisation, { apiKeyId, userId, permissions, workspaceId }),
    mend: mendPath(organisation),
    'api-key': apiKeyId === null ? null : pagePath(organisation, 'organisation/api-key', apiKeyId),
  });
}
