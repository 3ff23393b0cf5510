import { Injectable } from '@nestjs/common';
import { type CallerAccount, type Grant, wantsSecondFactor } from '../../access/index.js';
import type { AppError } from '../../errors/index.js';
import { when } from '../../platform/at-once/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Digests } from '../../platform/crypto/index.js';
import { FactSource, type Load, select } from '../../platform/freshness/index.js';
import { loadOrganisation, organisationDisabled, type OrganisationFacts, organisationNotFound } from '../organisations/index.js';
import { loadUserGrants } from '../roles/index.js';
import { loadSession, type SessionFacts } from '../sessions/index.js';
import { type AccountFacts, loadAccount, loadHasSecondFactor, loadMembershipOf } from '../users/index.js';
import { type CallerFacts, refused, type Resolution } from './resolution.js';

interface SignedIn {
  readonly session: SessionFacts;
  readonly account: AccountFacts;
}

interface Membership {
  readonly organisation: OrganisationFacts;
  /** null: not an active member. */
  readonly userId: number | null;
  readonly grants: readonly Grant[];
  /** The organisation requires a second factor, and the account has none. */
  readonly lacksSecondFactor: boolean;
}

const tokenPattern = /^([1-9]\d{0,8})\.([\w-]{43})$/;

function* loadSignedIn(id: number): Load<SignedIn | undefined> {
  const session = yield* loadSession(id);
  const account = session && (yield* loadAccount(session.accountId));
  return account ? { session, account } : undefined;
}

function* loadMember(accountId: number, reference: string): Load<Membership | undefined> {
  const organisation = yield* loadOrganisation(reference);
  if (!organisation) return undefined;
  const membership = yield* loadMembershipOf(accountId, organisation.id);
  const lacksSecondFactor = organisation.requireSecondFactor && !(yield* loadHasSecondFactor(accountId));
  if (membership?.state !== 'active') return { organisation, userId: null, grants: [], lacksSecondFactor };
  return { organisation, userId: membership.id, grants: yield* loadUserGrants(membership.id), lacksSecondFactor };
}

/** The organisation of an account that is an active member of exactly one. */
function* loadOnlyOrganisation(accountId: number): Load<string | undefined> {
  const rows = yield* select<{ organisationId: number }>("SELECT organisationId FROM membership WHERE accountId = ? AND state = 'active' LIMIT 2", [accountId]);
  return rows.length === 1 ? String(rows[0]?.organisationId) : undefined;
}

/** Why an organisation does not let the person in, where there is a reason. */
function whyClosed({ organisation, lacksSecondFactor }: Membership, operator: boolean): AppError | null {
  if (organisation.state !== 'active' && !operator) return organisationDisabled();
  return lacksSecondFactor ? wantsSecondFactor(organisation) : null;
}

/** Takes session tokens, and says who a signed-in person is in an organisation. Nothing is remembered. */
@Injectable()
export class SessionAuthentication {
  constructor(
    private readonly facts: FactSource,
    private readonly digests: Digests,
    private readonly clock: Clock,
  ) {}

  resolve(token: string): Resolution | Promise<Resolution> {
    const match = tokenPattern.exec(token);
    if (!match) return refused('unknown');
    const read = this.facts.read(() => loadSignedIn(Number(match[1])));
    return when(read, (signedIn) => this.judge(token, match[2] as string, signedIn));
  }

  /**
   * The person in an organisation; without one, in the only one the person is a member of, if so.
   * @throws 404 when the person is not an active member (operators see every organisation, holding nothing there);
   * 403 without the second factor that the organisation requires, of operators too.
   */
  async within(caller: CallerFacts, reference: string | undefined): Promise<CallerFacts> {
    const account = caller.account as CallerAccount;
    const named = reference ?? (await this.facts.read(() => loadOnlyOrganisation(account.id)));
    if (named === undefined) return caller;
    const member = await this.facts.read(() => loadMember(account.id, named));
    if (!member || (member.userId === null && !account.operator)) throw organisationNotFound();
    const { id, slug, name, state } = member.organisation;
    const closed = whyClosed(member, account.operator);
    if (closed && reference !== undefined) throw closed;
    // Nobody named it: signing out, or setting a second factor up, is about no organisation.
    if (closed) return member.lacksSecondFactor ? { ...caller, withheld: { id, slug, name } } : caller;
    const grants = state === 'active' ? member.grants : [];
    return {
      ...caller,
      userId: member.userId,
      organisation: { id, slug, name },
      ceilings: member.userId === null ? [] : [{ kind: 'owner', id: member.userId, grants }],
    };
  }

  private judge(token: string, secret: string, signedIn: SignedIn | undefined): Resolution {
    if (!signedIn || !this.digests.matches(secret, signedIn.session)) return refused('unknown');
    const { session, account } = signedIn;
    if (session.endedAt !== null) return refused('revoked');
    if (session.expiresAt <= this.clock.now()) return refused('expired');
    if (account.state !== 'active' || account.generation !== session.accountGeneration) return refused('owner-inactive');
    const caller: CallerFacts = {
      credential: { kind: 'session', id: session.id, signedInAt: Number(session.createdAt) },
      account: { id: account.id, login: account.login, operator: account.operator },
      userId: null,
      key: null,
      organisation: null,
      ceilings: [],
    };
    return { kind: 'session', token, caller };
  }
}
