import type { Counts } from './counts.js';
import { organisationOf } from './spread.js';

/** Where the ids of what is filled begin, in each table. */
export interface FirstIds {
  readonly organisation: number;
  readonly workspace: number;
  readonly account: number;
  readonly membership: number;
  readonly user_group: number;
  readonly group_member: number;
  readonly role: number;
  readonly workspace_role: number;
  readonly role_assignment: number;
  readonly api_key: number;
  readonly api_key_secret: number;
}

/** A role in an organisation: one that was there before, or is filled. */
export interface PlannedRole {
  readonly id: number;
  /** Number of its organisation. */
  readonly organisation: number;
  readonly logicalName: string;
  readonly level: 'organisation' | 'workspace';
}

/** What is filled, known before the first row is written. */
export interface Plan {
  readonly counts: Counts;
  readonly filledAt: number;
  readonly first: FirstIds;
  /** Id of the big organisation, which is there before. */
  readonly big: number;
}

/** Id of the organisation of that number. */
export const organisationId = ({ first, big }: Plan, organisation: number): number => (organisation === 0 ? big : first.organisation + organisation - 1);

/** Id of the organisation of that user. */
export const organisationIdOfUser = (plan: Plan, user: number): number => organisationId(plan, organisationOf(user, plan.counts));

/** 0 to `count - 1`, each turned into something. */
export function* each<T>(count: number, make: (i: number) => T): Generator<T> {
  for (let i = 0; i < count; i += 1) yield make(i);
}
