import type { PermissionSet } from './permission-set.js';

/** Where a grant comes from, for people who ask why. */
export interface GrantSource {
  /** What gives the permissions: a role, or the key's own list. */
  readonly kind: 'role' | 'key';
  readonly id: number;
  readonly name: string;
  /** The group through which the role is held, when it is not held directly. */
  readonly group?: { readonly id: number; readonly name: string };
}

/** Permissions in one scope: a workspace, or the organisation with all its workspaces, present and future. */
export interface Grant {
  readonly permissions: PermissionSet;
  /** null: the organisation as a whole. */
  readonly workspaceId: number | null;
  readonly source: GrantSource;
}

/** One bound on what a caller may do. A caller's power is the intersection of its ceilings. */
export interface Ceiling {
  /** Whose bound it is: the person's rights, a service key's roles, the list of a key, or the scope of a token. */
  readonly kind: 'owner' | 'service-key' | 'key' | 'token';
  /** Id of the user or the key. */
  readonly id: number;
  readonly grants: readonly Grant[];
}

/** Where a request came from; kept with audit events. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: string;
}

export interface CallerCredential {
  readonly kind: 'session' | 'api-key' | 'access-token';
  /** Id of the session or of the API key (for a token: of the key it was issued for). */
  readonly id: number;
  /** When the person signed in, in epoch milliseconds; sessions only. */
  readonly signedInAt?: number;
}

export interface CallerAccount {
  readonly id: number;
  readonly login: string;
  /** May make organisations and disable accounts. */
  readonly operator: boolean;
}

export interface CallerOrganisation {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

/** The API key behind a caller, as far as decisions need it. */
export interface CallerKey {
  readonly id: number;
  readonly kind: 'personal' | 'service';
  readonly name: string;
  /** The earliest end of it and the keys above it, in epoch milliseconds; null: never. What it makes must not outlive it. */
  readonly expiresAt: number | null;
  /** It, or a key above it, holds less than its owner (or its roles) do. */
  readonly narrowed: boolean;
  /** The keys above it, the nearest first: each was made with the next. */
  readonly ancestors: readonly number[];
  /** Id of the secret behind the credential, where that is an old one taken beside a newer; null: it is the newest. */
  readonly oldSecretId: number | null;
}

/** Whoever makes a request, resolved from its credential, within one organisation (null: in none). */
export interface Caller {
  readonly credential: CallerCredential;
  readonly account: CallerAccount | null;
  /** Id of the membership in `organisation`. */
  readonly userId: number | null;
  readonly key: CallerKey | null;
  readonly organisation: CallerOrganisation | null;
  /** The one it would be, if the person had the second factor that it requires. */
  readonly withheld?: CallerOrganisation;
  readonly ceilings: readonly Ceiling[];
  readonly origin: Origin;
  /** Is told what was decided about this caller. */
  readonly observer: CallObserver;
}

/** A caller inside an organisation: what most use cases take. */
export type Member = Caller & { readonly organisation: CallerOrganisation };

/** What a question named that the organisation does not have: there, or of that, nobody holds anything. */
export interface Unknown {
  /** The organisation has no such workspace, whatever the caller holds. */
  readonly workspaceUnknown?: boolean;
  /** Those that are no permissions of the organisation: nobody holds them. */
  readonly unknownPermissions?: readonly string[];
}

/** A decision that went against the caller. */
export interface Refusal extends Unknown {
  readonly decisionId: string;
  readonly permissions: readonly string[];
  /** undefined: nowhere in the organisation. */
  readonly target: { readonly workspaceId: number | null } | undefined;
  /** The call had been let in, and was told of as allowed: it is no call more, but was refused in the end. */
  readonly letIn?: boolean;
}

/** A genuine credential that was not taken. */
export interface Rejection {
  readonly decisionId: string;
  /** Revoked, its secret ended, deactivated, expired, its owner inactive. */
  readonly reason: string;
  /** The secret of the key that was shown, or with which was got what was shown. */
  readonly secretId?: number | undefined;
}

/** What is told of every call that was decided. It must not throw and must not wait. */
export interface CallObserver {
  /** `permission` null: the call needed none. */
  allowed(caller: Caller, permission: string | null): void;
  refused(caller: Caller, refusal: Refusal): void;
  rejected(caller: Omit<Caller, 'origin' | 'observer'>, rejection: Rejection, origin: Origin): void;
}
