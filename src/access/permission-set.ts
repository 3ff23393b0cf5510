/**
 * A set of permissions that may be open-ended. A closed set holds exactly `names`; an open one holds
 * everything, present and future, except `names`.
 */
export interface PermissionSet {
  readonly open: boolean;
  readonly names: ReadonlySet<string>;
}

/** Stands for "every permission, present and future" where permission names are listed. */
export const everyPermission = '*';

export const everything: PermissionSet = { open: true, names: new Set() };

/** The closed set of these names. */
export const only = (names: Iterable<string>): PermissionSet => ({ open: false, names: new Set(names) });

/** The open set of everything but these names. */
export const allExcept = (names: Iterable<string>): PermissionSet => ({ open: true, names: new Set(names) });

export const holds = (set: PermissionSet, permission: string): boolean => set.open !== set.names.has(permission);

/** The names out of `known` that the set holds. */
export const namesOf = (set: PermissionSet, known: Iterable<string>): string[] => [...known].filter((name) => holds(set, name));
