import { Injectable } from '@nestjs/common';
import { demand, type Member, mayAt } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { fromInstant, type Page, pageOf, type Slice } from '../../platform/http/index.js';
import { type ApiKey, ApiKeysRepository, type ApiKeyDto, KeyNotesReader, toApiKeyDto } from '../api-keys/index.js';
import { AuditTrail } from '../audit/index.js';
import { DecisionsRecorder } from '../decisions/index.js';
import { type AttentionKind, attentionKinds } from './attention.js';
import type { AttentionDto, EndingSoonDto, KeyStateCountDto, OverviewDto, RefusedDto } from './overview.dto.js';
import { mostCounted, mostExamined, mostRefusals, OverviewRepository } from './overview.repository.js';

const dayMs = 86_400_000;
const refusedDays = 14;
const endingDays = 30;
/** Younger keys need not have been used yet. */
const unusedDays = 7;
const shown = 5;
const eventsShown = 8;
const states = ['active', 'deactivated', 'revoked'] as const;
const organisationWide = { workspaceId: null };

/** What goes on at a glance, as far as the caller may see it. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly rows: OverviewRepository,
    private readonly keys: ApiKeysRepository,
    private readonly notes: KeyNotesReader,
    private readonly trail: AuditTrail,
    private readonly recorder: DecisionsRecorder,
    private readonly clock: Clock,
  ) {}

  async of(by: Member): Promise<OverviewDto> {
    const { id } = by.organisation;
    const seesKeys = mayAt(by, 'api-key.read-all', organisationWide);
    return {
      keys: seesKeys ? await this.countKeys(id) : null,
      endingSoon: seesKeys ? await this.endingSoon(id) : null,
      lastUsed: seesKeys ? await this.describe(id, await this.rows.lastUsed(id, shown)) : null,
      attention: seesKeys ? await this.attention(id) : null,
      refused: mayAt(by, 'decision.read', organisationWide) ? await this.refused(id) : null,
      audit: mayAt(by, 'audit.read', organisationWide) ? await this.trail.latest(id, {}, eventsShown) : null,
    };
  }

  /** Active keys that need attention for this, the oldest first. @throws 403 without `api-key.read-all`. */
  async needing(by: Member, kind: AttentionKind, slice: Slice): Promise<Page<ApiKey>> {
    demand(by, 'api-key.read-all', organisationWide);
    const { id } = by.organisation;
    return pageOf(await this.find(id, await this.rows.needing(id, kind, this.unusedBefore(), slice.after ?? 0, slice.limit + 1)), slice, (key) => key);
  }

  private async countKeys(organisationId: number): Promise<KeyStateCountDto[]> {
    const counts: KeyStateCountDto[] = [];
    for (const state of states) counts.push({ state, ...bounded(await this.rows.countKeys(organisationId, state)) });
    return counts;
  }

  private async endingSoon(organisationId: number): Promise<EndingSoonDto> {
    const now = this.clock.now();
    const until = now + endingDays * dayMs;
    const count = bounded(await this.rows.countEnding(organisationId, now, until));
    return { ...count, first: await this.describe(organisationId, await this.rows.endingSoonest(organisationId, now, until, shown)) };
  }

  private async attention(organisationId: number): Promise<AttentionDto[]> {
    const { examined, found } = await this.rows.examine(organisationId, this.unusedBefore());
    return attentionKinds.map((kind) => ({ kind, count: found[kind], atLeast: examined >= mostExamined })).filter(({ count }) => count > 0);
  }

  private async refused(organisationId: number): Promise<RefusedDto> {
    await this.recorder.flush();
    const now = this.clock.now();
    const days = await this.rows.refusedByDay(organisationId, now - (now % dayMs) - (refusedDays - 1) * dayMs);
    const count = days.reduce((sum, { permissionMissing, credentialRefused }) => sum + permissionMissing + credentialRefused, 0);
    return { count, atLeast: count >= mostRefusals, days: days.map(({ day, ...counts }) => ({ day: fromInstant(day).slice(0, 10), ...counts })) };
  }

  private unusedBefore(): number {
    return this.clock.now() - unusedDays * dayMs;
  }

  private async describe(organisationId: number, ids: readonly number[]): Promise<ApiKeyDto[]> {
    const keys = await this.find(organisationId, ids);
    const noteOf = await this.notes.of(organisationId, keys);
    return keys.map((key) => toApiKeyDto(key, noteOf(key)));
  }

  /** In the order of the ids. */
  private async find(organisationId: number, ids: readonly number[]): Promise<ApiKey[]> {
    if (ids.length === 0) return [];
    const found = new Map((await this.keys.findAll(organisationId, ids)).map((key) => [key.id, key]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }
}

const bounded = (count: number) => ({ count: Math.min(count, mostCounted), atLeast: count > mostCounted });
