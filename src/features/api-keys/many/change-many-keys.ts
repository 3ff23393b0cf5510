import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { AppError } from '../../../errors/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { actorOf, AuditService } from '../../audit/index.js';
import { PowerChanges } from '../../organisations/index.js';
import type { ApiKey } from '../api-key.entity.js';
import { apiKeyNotFound } from '../api-keys.errors.js';
import { ApiKeysRepository } from '../api-keys.repository.js';
import { demandControl, demandReadable } from '../key-control.js';
import { type KeyStep, KeySteps } from './key-steps.js';

/** What is to be done to many keys. */
export interface ManyKeys {
  readonly ids: readonly number[];
  readonly step: KeyStep;
  /** Why they are revoked; kept with each. */
  readonly reason: string | null;
}

/** What has become of one of them. */
export interface KeyResult {
  readonly id: number;
  /** null: there is none that the caller may see. */
  readonly name: string | null;
  /** `already`: nothing had to be changed. */
  readonly outcome: 'changed' | 'already' | 'failed';
  /** Why it failed, as the call for this key alone would say it. */
  readonly error: AppError | null;
}

/** Does one thing to many keys in one transaction: each is judged by itself, and one that is refused keeps no other from it. */
@Injectable()
export class ChangeManyKeys {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly steps: KeySteps,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
  ) {}

  /** The results in the order in which the keys are named. */
  async run(by: Member, { ids, step, reason }: ManyKeys): Promise<Changed<{ results: KeyResult[] }>> {
    const organisationId = by.organisation.id;
    const found = new Map((await this.keys.findAll(organisationId, ids)).map((key) => [key.id, key]));
    // Outside the transaction, which may be run again: a refusal is told once.
    const judged = ids.map((id) => judge(by, id, found.get(id)));
    const shards = judged.some(({ error }) => error === null) ? [organisationId] : [];
    return this.power.change(shards, async () => {
      const results: KeyResult[] = [];
      for (const { key, ...result } of judged) results.push(key === null || result.error ? result : await this.one(by, key, step, reason));
      return { results };
    });
  }

  private async one(by: Member, key: ApiKey, step: KeyStep, reason: string | null): Promise<KeyResult> {
    const { id, name, organisationId } = key;
    try {
      if (!(await this.steps.take(key, step, reason))) return { id, name, outcome: 'already', error: null };
    } catch (error) {
      return { id, name, outcome: 'failed', error: expected(error) };
    }
    const details = step === 'revoke' ? { reason } : {};
    await this.audit.record(actorOf(by), { organisationId, action: `api-key.${step}`, subject: { kind: 'api-key', id }, details });
    return { id, name, outcome: 'changed', error: null };
  }
}

/** Whether the caller may change this key. The name of one it may not see is not said. */
function judge(by: Member, id: number, key: ApiKey | undefined): KeyResult & { readonly key: ApiKey | null } {
  let name: string | null = null;
  try {
    if (!key) throw apiKeyNotFound();
    demandReadable(by, key);
    name = key.name;
    demandControl(by, key);
    return { id, name, key, outcome: 'changed', error: null };
  } catch (error) {
    return { id, name, key: null, outcome: 'failed', error: expected(error) };
  }
}

function expected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
