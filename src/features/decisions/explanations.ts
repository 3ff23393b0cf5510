import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { type Page, pageOf, type Slice } from '../../platform/http/index.js';
import { ApiKeysRepository } from '../api-keys/index.js';
import { UsersRepository } from '../users/index.js';
import { type DecisionDto, toDecisionDto } from './decision.dto.js';
import { decisionNotFound } from './decisions.errors.js';
import { DecisionsRecorder } from './decisions-recorder.js';
import { DecisionsRepository, type RefusalFilter } from './decisions.repository.js';
import { type KeptDecision, type RefusalDto, type RefusedNames, toRefusalDto } from './refusal.dto.js';
import { Remedies } from './remedies.js';
import { toTrialDto, type TrialDto } from './trial.dto.js';
import { type Question, Trials } from './trials.js';

/** Tells why calls were refused, or would be, and what would allow them. */
@Injectable()
export class Explanations {
  constructor(
    private readonly recorder: DecisionsRecorder,
    private readonly rows: DecisionsRepository,
    private readonly remedies: Remedies,
    private readonly trials: Trials,
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersRepository,
  ) {}

  /** The newest first. What this node has just refused is among them; other nodes need a second to write theirs. */
  async list({ organisation }: Member, filter: RefusalFilter, slice: Slice): Promise<Page<RefusalDto>> {
    await this.recorder.flush();
    const found = await this.rows.list(organisation.id, filter, slice);
    const names = await this.namesOf(organisation.id, found);
    return pageOf(found, slice, (decision) => toRefusalDto(decision, names));
  }

  /** @throws 404 when it is not kept (any more). */
  async of({ organisation }: Member, decisionId: string): Promise<DecisionDto> {
    const decision = this.recorder.find(organisation.id, decisionId) ?? (await this.rows.find(organisation.id, decisionId));
    if (!decision) throw decisionNotFound();
    return toDecisionDto(decision, await this.namesOf(organisation.id, [decision]), await this.remedies.of(decision));
  }

  /** @throws 400 for a key or user that the organisation does not have, or a permission that nobody knows. */
  async try(by: Member, question: Question): Promise<TrialDto> {
    const outcome = await this.trials.run(by, question);
    const wouldAllow = outcome.allowed ? [] : await this.remedies.of({ ...outcome, organisationId: by.organisation.id });
    return toTrialDto(outcome, wouldAllow);
  }

  private async namesOf(organisationId: number, decisions: readonly KeptDecision[]): Promise<RefusedNames> {
    const keys = await this.keys.findAll(organisationId, idsOf(decisions.map(({ apiKeyId }) => apiKeyId)));
    const users = await this.users.findAll(organisationId, idsOf(decisions.map(({ userId }) => userId)));
    const keyNames = new Map(keys.map(({ id, name }) => [id, name]));
    const logins = new Map(users.map(({ id, account }) => [id, account.login]));
    return { keyName: (id) => (id === null ? null : (keyNames.get(id) ?? null)), login: (id) => (id === null ? null : (logins.get(id) ?? null)) };
  }
}

const idsOf = (ids: readonly (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))];
