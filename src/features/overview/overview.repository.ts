import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/index.js';
import type { AttentionKind } from './attention.js';

/** How many of a kind are counted; behind it, there are more. */
export const mostCounted = 10_000;
/** How many active keys are looked at for what needs attention: the oldest. */
export const mostExamined = 10_000;
/** How many refusals the plot is made of: the newest. */
export const mostRefusals = 50_000;

/** What was found among the active keys that were looked at. */
export interface Examined {
  readonly examined: number;
  readonly found: Readonly<Record<AttentionKind, number>>;
}

export interface RefusedDay {
  /** When it began, UTC. */
  readonly day: number;
  readonly permissionMissing: number;
  readonly credentialRefused: number;
}

/** Every question reads a bounded part of an index, however many keys and refusals there are. */
@Injectable()
export class OverviewRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Not those that are deleted. */
  async countKeys(organisationId: number, state: string): Promise<number> {
    return numberIn(await this.transaction.manager.query(countByState, [organisationId, state, mostCounted + 1]));
  }

  /** Active keys that end from `since` until `until`. */
  async countEnding(organisationId: number, since: number, until: number): Promise<number> {
    return numberIn(await this.transaction.manager.query(countEnding, [organisationId, since, until, mostCounted + 1]));
  }

  async endingSoonest(organisationId: number, since: number, until: number, limit: number): Promise<number[]> {
    return idsOf(await this.transaction.manager.query(endingSoonest, [organisationId, since, until, limit]));
  }

  /** The keys that were used last, the latest first. */
  async lastUsed(organisationId: number, limit: number): Promise<number[]> {
    return idsOf(await this.transaction.manager.query(lastUsed, [organisationId, limit]));
  }

  /** @param madeBefore younger keys need not have been used yet */
  async examine(organisationId: number, madeBefore: number): Promise<Examined> {
    const [row] = await this.transaction.manager.query<Record<string, unknown>[]>(examineKeys, [madeBefore, organisationId, mostExamined]);
    const number = (name: string) => Number(row?.[name] ?? 0);
    const found = { 'never-used': number('neverUsed'), 'without-expiry': number('withoutExpiry'), unbounded: number('unbounded'), 'owner-gone': number('ownerGone') };
    return { examined: number('examined'), found };
  }

  /** The ids of keys behind `after` that need attention for this, of the same number that is looked at. */
  async needing(organisationId: number, kind: AttentionKind, madeBefore: number, after: number, limit: number): Promise<number[]> {
    const parameters = [organisationId, after, mostExamined, kind, madeBefore, kind, kind, kind, limit];
    return idsOf(await this.transaction.manager.query(needingAttention, parameters));
  }

  /** By day, the oldest first; days without are left out. */
  async refusedByDay(organisationId: number, since: number): Promise<RefusedDay[]> {
    const rows = await this.transaction.manager.query<Record<'day' | 'permissionMissing' | 'everything', unknown>[]>(refusedByDay, [organisationId, since, mostRefusals]);
    return rows.map(({ day, permissionMissing, everything }) => ({
      day: Number(day),
      permissionMissing: Number(permissionMissing),
      credentialRefused: Number(everything) - Number(permissionMissing),
    }));
  }
}

const numberIn = ([row]: { number: unknown }[]): number => Number(row?.number ?? 0);
const idsOf = (rows: { id: number }[]): number[] => rows.map(({ id }) => id);

const countByState = `
    SELECT COUNT(*) AS number FROM (SELECT id FROM api_key WHERE organisationId = ? AND state = ? AND deletedAt IS NULL LIMIT ?) AS some`;

const countEnding = `
    SELECT COUNT(*) AS number FROM (SELECT id FROM api_key WHERE organisationId = ? AND expiresAt >= ? AND expiresAt < ? AND state = 'active' LIMIT ?) AS some`;

const endingSoonest = `
    SELECT id FROM api_key WHERE organisationId = ? AND expiresAt >= ? AND expiresAt < ? AND state = 'active' ORDER BY expiresAt, id LIMIT ?`;

const lastUsed = 'SELECT apiKeyId AS id FROM key_last_use WHERE organisationId = ? ORDER BY usedAt DESC LIMIT ?';

const examineKeys = `
    SELECT COUNT(*) AS examined,
      SUM(CASE WHEN u.apiKeyId IS NULL AND k.createdAt < ? THEN 1 ELSE 0 END) AS neverUsed,
      SUM(CASE WHEN k.expiresAt IS NULL THEN 1 ELSE 0 END) AS withoutExpiry,
      SUM(CASE WHEN k.kind = 'personal' AND k.permissions IS NULL AND k.workspaceIds IS NULL THEN 1 ELSE 0 END) AS unbounded,
      SUM(CASE WHEN k.ownerUserId IS NOT NULL AND (a.id IS NULL OR m.state <> 'active' OR a.state <> 'active') THEN 1 ELSE 0 END) AS ownerGone
    FROM (SELECT id, kind, permissions, workspaceIds, expiresAt, ownerUserId, createdAt FROM api_key
      WHERE organisationId = ? AND state = 'active' AND deletedAt IS NULL ORDER BY id LIMIT ?) AS k
    LEFT JOIN key_last_use u ON u.apiKeyId = k.id
    LEFT JOIN membership m ON m.id = k.ownerUserId
    LEFT JOIN account a ON a.id = m.accountId`;

const needingAttention = `
    SELECT k.id FROM (SELECT id, kind, permissions, workspaceIds, expiresAt, ownerUserId, createdAt FROM api_key
      WHERE organisationId = ? AND state = 'active' AND deletedAt IS NULL AND id > ? ORDER BY id LIMIT ?) AS k
    LEFT JOIN key_last_use u ON u.apiKeyId = k.id
    LEFT JOIN membership m ON m.id = k.ownerUserId
    LEFT JOIN account a ON a.id = m.accountId
    WHERE (? = 'never-used' AND u.apiKeyId IS NULL AND k.createdAt < ?)
      OR (? = 'without-expiry' AND k.expiresAt IS NULL)
      OR (? = 'unbounded' AND k.kind = 'personal' AND k.permissions IS NULL AND k.workspaceIds IS NULL)
      OR (? = 'owner-gone' AND k.ownerUserId IS NOT NULL AND (a.id IS NULL OR m.state <> 'active' OR a.state <> 'active'))
    ORDER BY k.id LIMIT ?`;

const refusedByDay = `
    SELECT d.occurredAt - d.occurredAt % 86400000 AS day, SUM(CASE WHEN d.code = 'permission-missing' THEN 1 ELSE 0 END) AS permissionMissing, COUNT(*) AS everything
    FROM (SELECT occurredAt, code FROM decision WHERE organisationId = ? AND occurredAt >= ? ORDER BY occurredAt DESC LIMIT ?) AS d
    GROUP BY d.occurredAt - d.occurredAt % 86400000 ORDER BY day`;
