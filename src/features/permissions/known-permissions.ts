import { Injectable } from '@nestjs/common';
import { builtInPermissions } from '../../access/index.js';
import { when } from '../../platform/at-once/index.js';
import { FactMemory, FactSource, type Load, select } from '../../platform/freshness/index.js';

interface Registered {
  readonly organisationId: number;
  readonly names: ReadonlySet<string>;
}

const builtIn: ReadonlySet<string> = new Set(builtInPermissions.map(({ name }) => name));
const none: readonly string[] = [];

/**
 * Remembers which permissions an organisation has registered. Whoever holds every permission, present and future, does not
 * hold what is only misspelt.
 */
@Injectable()
export class KnownPermissions {
  private readonly known: FactMemory<Registered>;

  constructor(facts: FactSource) {
    this.known = new FactMemory(facts, { name: 'permissions', share: 0.05, shardsOf: ({ organisationId }) => [organisationId] });
  }

  /** Those of `names` that are no permission of the organisation. */
  unknownOf(organisationId: number, names: readonly string[]): readonly string[] | Promise<readonly string[]> {
    if (names.every((name) => builtIn.has(name))) return none;
    const key = String(organisationId);
    const known = this.known.get(key) ?? this.known.load(key, () => loadRegistered(organisationId));
    return when(known, (registered) => names.filter((name) => !builtIn.has(name) && !registered?.names.has(name)));
  }
}

function* loadRegistered(organisationId: number): Load<Registered> {
  const rows = yield* select<{ name: string }>('SELECT name FROM permission WHERE organisationId = ?', [organisationId]);
  return { organisationId, names: new Set(rows.map(({ name }) => name)) };
}
