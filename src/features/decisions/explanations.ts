import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { type Page, pageOf, type Slice } from '../../platform/http/index.js';
import { type NameOf, Names, type Thing } from '../names/index.js';
import type { Decision } from './decision.entity.js';
import { type DecisionDto, toDecisionDto } from './decision.dto.js';
import { decisionNotFound } from './decisions.errors.js';
import { DecisionsRecorder } from './decisions-recorder.js';
import { DecisionsRepository, type RefusalFilter } from './decisions.repository.js';
import { thingsIn } from './kept-checks.js';
import { PresentedSecrets } from './presented-secrets.js';
import { type RefusalDto, toRefusalDto } from './refusal.dto.js';
import { Remedies, type Remedy } from './remedies.js';
import { Revocations } from './revocations.js';
import { toTrialDto, type TrialDto } from './trial.dto.js';
import { type Question, Trials } from './trials.js';

/** Tells why calls were refused, or would be, and what would allow them. */
@Injectable()
export class Explanations {
  constructor(
    private readonly recorder: DecisionsRecorder,
    private readonly rows: DecisionsRepository,
    private readonly secrets: PresentedSecrets,
    private readonly revocations: Revocations,
    private readonly remedies: Remedies,
    private readonly trials: Trials,
    private readonly names: Names,
  ) {}

  /** The newest first. What this node has just refused is among them; other nodes need a second to write theirs. */
  async list({ organisation }: Member, filter: RefusalFilter, slice: Slice): Promise<Page<RefusalDto>> {
    await this.recorder.flush();
    const found = await this.rows.list(organisation.id, filter, slice);
    const nameOf = await this.namesIn(organisation.id, found);
    return pageOf(found, slice, (decision) => toRefusalDto(decision, nameOf));
  }

  /** @throws 404 when it is not kept (any more). */
  async of(by: Member, decisionId: string): Promise<DecisionDto> {
    const { organisation } = by;
    const decision = this.recorder.find(organisation.id, decisionId) ?? (await this.rows.find(organisation.id, decisionId));
    if (!decision) throw decisionNotFound();
    const wouldAllow = await this.remedies.of(decision);
    const nameOf = await this.namesIn(organisation.id, [decision], wouldAllow);
    return toDecisionDto(decision, nameOf, { secret: await this.secrets.of(by, decision), revocation: await this.revocations.of(by, decision) }, wouldAllow);
  }

  /** @throws 400 for a key or user that the organisation does not have, or a permission that nobody knows. */
  async try(by: Member, question: Question): Promise<TrialDto> {
    const outcome = await this.trials.run(by, question);
    const wouldAllow = outcome.allowed ? [] : await this.remedies.of({ ...outcome, organisationId: by.organisation.id });
    return toTrialDto(outcome, await this.namesIn(by.organisation.id, [outcome], wouldAllow), wouldAllow);
  }

  /** What all that these decisions point at is called: asked for once. */
  private namesIn(organisationId: number, decisions: readonly Decided[], remedies: readonly Remedy[] = []): Promise<NameOf> {
    const things = decisions.flatMap(({ apiKeyId, userId, workspaceId, checks }) => [...thing('api-key', apiKeyId), ...thing('user', userId), ...thing('workspace', workspaceId), ...thingsIn(checks)]);
    return this.names.of(organisationId, [...things, ...remedies.flatMap(({ receiver }) => receiver ?? [])]);
  }
}

type Decided = Pick<Decision, 'apiKeyId' | 'userId' | 'workspaceId' | 'checks'>;

const thing = (kind: string, id: number | null): Thing[] => (id === null ? [] : [{ kind, id }]);
