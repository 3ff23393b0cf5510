import type { Organisation, Workspace } from '../../../src/features/organisations/index.js';
import type { ShardEpoch } from '../../../src/platform/freshness/index.js';
import { slugOf } from '../spread.js';
import { each, organisationId, type Plan } from '../plan.js';

/** Beside the one that the big organisation has. */
const BIG_WORKSPACES = 19;
const SMALL_WORKSPACES = 2;

/** All but the big one. */
export const organisations = (plan: Plan): Iterable<Organisation> =>
  each(plan.counts.organisations - 1, (i) => ({
    id: organisationId(plan, i + 1),
    slug: slugOf(i + 1, ''),
    name: `Organisation ${i + 1}`,
    state: 'active',
    keyCreation: 'everyone',
    profileKeys: 'open',
    queryCredential: true,
    requireSecondFactor: false,
    ...stampsOf(plan),
  }));

/** Each organisation has changed once, as the product would have noted it. */
export const shards = (plan: Plan): Iterable<ShardEpoch> =>
  each(plan.counts.organisations - 1, (i) => ({ shard: organisationId(plan, i + 1), epoch: 1, lastChange: `filled-${i + 1}` }));

/** The organisation (by its number) of each workspace, in the order of their ids. */
export const workspacePlan = ({ counts }: Plan): number[] => [
  ...Array.from({ length: BIG_WORKSPACES }, () => 0),
  ...Array.from({ length: (counts.organisations - 1) * SMALL_WORKSPACES }, (_, i) => 1 + Math.floor(i / SMALL_WORKSPACES)),
];

export const workspaces = (plan: Plan): Iterable<Workspace> =>
  workspacePlan(plan).map((organisation, i) => ({
    id: plan.first.workspace + i,
    organisationId: organisationId(plan, organisation),
    name: `Workspace ${i + 1}`,
    nameLower: `workspace ${i + 1}`,
    deletedAt: null,
    ...stampsOf(plan),
  }));

/** When everything was made. */
export const stampsOf = ({ filledAt }: Plan): { createdAt: number; updatedAt: number } => ({ createdAt: filledAt, updatedAt: filledAt });
