import { type Load, select } from '../../platform/freshness/index.js';
import type { OrganisationFacts } from '../organisations/index.js';
import type { MembershipState } from './membership.entity.js';

/** What decisions need to know of an account. */
export interface AccountFacts {
  readonly id: number;
  readonly login: string;
  readonly state: 'active' | 'disabled';
  readonly generation: number;
  readonly operator: boolean;
}

/** What decisions need to know of a user: the membership, its account and its organisation. */
export interface UserFacts {
  readonly id: number;
  readonly state: MembershipState;
  readonly generation: number;
  readonly account: AccountFacts;
  readonly organisation: OrganisationFacts;
}

export function* loadAccount(id: number): Load<AccountFacts | undefined> {
  const [row] = yield* select<AccountFacts>('SELECT id, login, state, generation, operator FROM account WHERE id = ?', [id]);
  return row && { ...row, operator: Boolean(row.operator) };
}

interface MembershipRow {
  id: number;
  accountId: number;
  state: MembershipState;
  generation: number;
}

/** A membership by its id. */
export function* loadMembership(id: number): Load<MembershipRow | undefined> {
  const [row] = yield* select<MembershipRow>('SELECT id, accountId, state, generation FROM membership WHERE id = ?', [id]);
  return row;
}

/** The membership of an account in an organisation. */
export function* loadMembershipOf(accountId: number, organisationId: number): Load<MembershipRow | undefined> {
  const sql = 'SELECT id, accountId, state, generation FROM membership WHERE organisationId = ? AND accountId = ?';
  const [row] = yield* select<MembershipRow>(sql, [organisationId, accountId]);
  return row;
}
