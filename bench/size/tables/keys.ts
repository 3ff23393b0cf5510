import type { ApiKey, ApiKeySecret } from '../../../src/features/api-keys/index.js';
import type { KeyLastUse } from '../../../src/features/key-usage/index.js';
import type { Digests } from '../../../src/platform/crypto/index.js';
import { searchable } from '../../../src/platform/database/index.js';
import { keyText, ownerOf, spreadKey } from '../spread.js';
import { each, organisationIdOfUser, type Plan } from '../plan.js';
import { stampsOf } from './organisations.js';

const PREFIX_LENGTH = 8;
const hourMs = 3_600_000;

export const keys = (plan: Plan): Iterable<ApiKey> =>
  each(plan.counts.keys, (i) => {
    const { name, kind, state, expiresAt, permissions } = spreadKey(i, plan.filledAt);
    const owner = ownerOf(i, plan.counts);
    const user = plan.first.membership + owner;
    const isService = kind === 'service';
    return {
      ...{ id: plan.first.api_key + i, organisationId: organisationIdOfUser(plan, owner), kind, name, nameLower: searchable(name), purpose: null },
      ...{ clientId: isService ? `filled_${String(i).padStart(25, '0')}` : null, ownerUserId: isService ? null : user, makerUserId: user, parentKeyId: null },
      ...{ permissions: permissions && [...permissions], workspaceIds: null, expiresAt, state, generation: 1, revealable: false, profile: false },
      ...{ revokeReason: null, revokedAt: state === 'revoked' ? plan.filledAt : null, deletedAt: null },
      ...stampsOf(plan),
    };
  });

/** With the digests the product itself would have made. */
export const secrets = (plan: Plan, digests: Digests): Iterable<ApiKeySecret> =>
  each(plan.counts.keys, (i) => {
    const text = keyText(i);
    const ended = spreadKey(i, plan.filledAt).state === 'revoked';
    return {
      ...{ id: plan.first.api_key_secret + i, organisationId: organisationIdOfUser(plan, ownerOf(i, plan.counts)), apiKeyId: plan.first.api_key + i },
      ...{ kind: 'generated', prefix: text.slice(0, PREFIX_LENGTH), ...digests.of(text), sealed: null, sealId: null },
      ...{ state: ended ? 'ended' : 'active', drainsSince: null, drainsUntil: null, createdAt: plan.filledAt, endedAt: ended ? plan.filledAt : null },
    };
  });

/** Six keys in ten have been used. */
export function* lastUses(plan: Plan): Generator<KeyLastUse> {
  for (let i = 0; i < plan.counts.keys; i += 1) {
    if (i % 10 >= 6) continue;
    const organisationId = organisationIdOfUser(plan, ownerOf(i, plan.counts));
    yield {
      ...{ apiKeyId: plan.first.api_key + i, organisationId, usedAt: plan.filledAt - (i % 5_000) * hourMs, address: '192.0.2.7' },
      ...{ userAgent: 'bench', permission: 'problem.read', result: 'allowed' },
    };
  }
}
