import { setTimeout as sleep } from 'node:timers/promises';

/** What may be true of something: one value once it is known, more while an answer is outstanding. */
export class Known<T> {
  private values: readonly T[];

  constructor(...values: T[]) {
    this.values = values;
  }

  /** A change to this has been asked for; nobody knows whether it happened. */
  maybe(value: T): void {
    if (!this.values.includes(value)) this.values = [...this.values, value];
  }

  /** The change was acknowledged, or the state was looked at. */
  is(value: T): void {
    this.values = [value];
  }

  allows(value: T): boolean {
    return this.values.includes(value);
  }

  toString(): string {
    return this.values.join(' or ');
  }
}

export type KeyState = 'active' | 'deactivated' | 'revoked';

export interface KeyRecord {
  readonly id: string;
  readonly text: string;
  readonly state: Known<KeyState>;
}

export interface FamilyRecord {
  /** Acknowledged ones, oldest first; when each was used up. */
  readonly tokens: { readonly text: string; usedAt: number | null }[];
  readonly access: string;
  readonly accessLives: Known<boolean>;
  readonly lives: Known<boolean>;
}

/** A creation under an Idempotency-Key; `answer` once it was acknowledged. */
export interface OnceRecord {
  readonly name: string;
  answer: string | null;
}

/** What the writer knows: everything acknowledged, and what was under way when the server died. */
export class History {
  readonly keys: KeyRecord[] = [];
  readonly families: FamilyRecord[] = [];
  readonly sessions: { readonly cookie: string; readonly lives: Known<boolean> }[] = [];
  readonly once: OnceRecord[] = [];
  /** Acknowledged rows: table and id. */
  readonly made: { readonly table: string; readonly id: string }[] = [];
  readonly granted = new Known(false);
  acknowledged = 0;
  cutOff = 0;
  /** Acknowledged ones of keys, tokens, roles and sessions. */
  removals = 0;
  /** Answers that no call should ever get. */
  readonly faults: string[] = [];
}

/** A moment that does not depend on how fast the machine is, and lies anywhere between two answers. */
export async function someAnswers(history: History): Promise<void> {
  const enough = history.acknowledged + Math.random() * 60;
  const deadline = performance.now() + 700;
  while (history.acknowledged < enough && performance.now() < deadline) await sleep(1 + Math.random() * 4);
}
