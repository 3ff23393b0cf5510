import { Injectable } from '@nestjs/common';

/** Something that is pointed at by its id. */
export interface Thing {
  /** As the audit trail calls it: `user`, `api-key` … */
  readonly kind: string;
  readonly id: number;
}

/** What something is called now. */
export interface Named {
  readonly name: string;
  /** Of people: what they sign in with. */
  readonly login?: string;
}

/** What the things of one kind with these ids are called, of those the organisation has: one query for all of them. */
export type NameReader = (organisationId: number, ids: readonly number[]) => Promise<ReadonlyMap<number, Named>>;

/** What things of one kind are called, of those the organisation has that go by a name with this in it, whatever its case: so many at most. One that the text names as a whole comes alone before too many. */
export type NameFinder = (organisationId: number, text: string, limit: number) => Promise<readonly Named[]>;

/** null: unknown, or gone without a trace. */
export type NameOf = (kind: string, id: number | null) => Named | null;

/** Things that are called by their name alone. */
export const namedById = (rows: readonly { readonly id: number; readonly name: string }[]): Map<number, Named> => new Map(rows.map(({ id, name }) => [id, { name }]));

/** What ids mean to people. Later features tell the names of their own things. */
@Injectable()
export class Names {
  private readonly readers = new Map<string, NameReader>();
  private readonly finders = new Map<string, NameFinder>();

  register(kind: string, reader: NameReader): void {
    this.readers.set(kind, reader);
  }

  registerFinder(kind: string, finder: NameFinder): void {
    this.finders.set(kind, finder);
  }

  /** Things that go by a name with this in it. */
  async containing(organisationId: number, kind: string, text: string, limit: number): Promise<readonly Named[]> {
    return (await this.finders.get(kind)?.(organisationId, text, limit)) ?? [];
  }

  /** Whether things of this kind have names at all. */
  knows(kind: string): boolean {
    return this.readers.has(kind);
  }

  /** Asks once for each kind, however many things there are. What belongs to another organisation has no name. */
  async of(organisationId: number, things: readonly Thing[]): Promise<NameOf> {
    const found = new Map<string, ReadonlyMap<number, Named>>();
    for (const [kind, some] of Map.groupBy(things, (thing) => thing.kind)) {
      const reader = this.readers.get(kind);
      if (reader) found.set(kind, await reader(organisationId, [...new Set(some.map(({ id }) => id))]));
    }
    return (kind, id) => (id === null ? null : (found.get(kind)?.get(id) ?? null));
  }
}
