import type { Caller, Origin } from '../../access/index.js';

/** Who an audit event is told of. */
export interface Actor {
  readonly kind: 'user' | 'service-key' | 'account' | 'system';
  readonly id: number | null;
  readonly name: string;
  readonly credential: { readonly kind: string; readonly id: number } | null;
  readonly origin: Origin;
}

/** A caller as the audit trail names it: the person where there is one, else the service key. */
export function actorOf(caller: Omit<Caller, 'observer' | 'ceilings'>): Actor {
  const { credential, origin, account, key, userId } = caller;
  if (userId !== null) return { kind: 'user', id: userId, name: account?.login ?? '', credential, origin };
  if (account) return { kind: 'account', id: account.id, name: account.login, credential, origin };
  return { kind: 'service-key', id: key?.id ?? null, name: key?.name ?? '', credential, origin };
}

/** Somebody who is not signed in (yet), named by the account it tried. */
export const accountActor = (id: number | null, login: string, origin: Origin): Actor => ({ kind: 'account', id, name: login, credential: null, origin });

/** The server itself, at its start or from the command line. */
export const systemActor: Actor = {
  kind: 'system',
  id: null,
  name: 'system',
  credential: null,
  origin: { address: '', userAgent: '', requestId: '' },
};
