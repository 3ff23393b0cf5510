import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Caller, type CallerOrganisation, type Permission, reach } from '../../../access/index.js';

/** What was sent and did not work, so that a form can come back as it was. */
export interface Submitted {
  /** Where it was sent. */
  readonly action: string;
  /** By label. */
  readonly values: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly detail: string;
  /** Set by the form that says it. */
  told?: boolean;
}

/** What every part of a page may ask for. */
export interface PageContext {
  /** The address, with its query and without credentials. */
  readonly path: string;
  readonly publicUrl: string;
  /** null: nobody is signed in. */
  readonly caller: Caller | null;
  readonly organisations: readonly CallerOrganisation[];
  /** What forms carry. */
  readonly token: string | null;
  /** Names this showing of the page: a form of it, sent twice, does its work once. */
  readonly once: string;
  /** Said once. */
  readonly flash: string | null;
  readonly submitted: Submitted | null;
  /** What was sent did not work, and the page no longer holds the form that was. */
  readonly problem: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

const Context = createContext<PageContext | null>(null);

export const PageContextProvider = Context.Provider;

export function usePage(): PageContext {
  const context = useContext(Context);
  if (!context) throw new Error('a part of a page stands outside of one');
  return context;
}

/** What a parameter of the address says now, or else the other one that means the same. */
export function useParameter(name: string, also = name): string {
  const { searchParams } = new URL(usePage().path, 'http://here');
  return searchParams.get(name) ?? searchParams.get(also) ?? '';
}

/** The organisation the page is about. */
export function useOrganisation(): CallerOrganisation {
  const organisation = usePage().caller?.organisation;
  if (!organisation) throw new Error('the page is about no organisation');
  return organisation;
}

/** The same, for pages that are there without one, too. */
export const useOwnOrganisation = (): CallerOrganisation | null => usePage().caller?.organisation ?? null;

/** Whether the caller holds the permission anywhere: for what to show; the guards say what one may do. */
export const mayAnywhere = (caller: Caller | null, permission: Permission): boolean => caller !== null && reach(caller, permission) !== 'none';
