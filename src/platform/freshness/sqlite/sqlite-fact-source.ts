import Database from 'better-sqlite3';
import { FactSource, type Fetched, type Settled } from '../fact-source.js';
import { type Load, select } from '../load.js';
import { CommitMark } from './commit-mark.js';

/** Above this many unseen changes it is cheaper to forget everything than to apply them. */
const mostChanges = 1_000;

/**
 * Facts on SQLite, for any number of processes on one file. `PRAGMA data_version` changes whenever another connection
 * has committed; this one never writes, so it sees the commits of its own process as well. Asking takes locks, so it is
 * asked only when the mark has moved that every commit leaves.
 */
export class SqliteFactSource extends FactSource {
  private readonly connection: Database.Database;
  private readonly mark: CommitMark;
  private readonly dataVersion: Database.Statement;
  private readonly changes: Database.Statement;
  private readonly statements = new Map<string, Database.Statement>();
  private seenVersion = -1;
  private hasLooked = false;
  private readonly lookAgain = (): void => void (this.hasLooked = false);
  private seenChange = 0;

  constructor(file: string, capacity: number) {
    super(capacity);
    this.connection = new Database(file, { readonly: true, fileMustExist: true });
    this.dataVersion = this.connection.prepare('PRAGMA data_version').pluck();
    this.changes = this.connection.prepare('SELECT id, shard FROM fact_change WHERE id >= ? ORDER BY id LIMIT ?');
    // Asked first, the database has opened the files beside it.
    this.dataVersion.get();
    this.mark = new CommitMark(file);
    this.look();
  }

  look(): boolean {
    if (this.hasLooked) return true;
    this.hasLooked = true;
    // Whoever waits for anything looks again: nothing that waited goes on before this has run.
    queueMicrotask(this.lookAgain);
    if (this.mark.hasMoved()) {
      this.ask();
      this.mark.see();
    }
    return true;
  }

  /** Each look says all. */
  regain(): Promise<void> {
    return Promise.resolve();
  }

  read<T>(load: () => Load<T>): T {
    this.connection.exec('BEGIN');
    try {
      const steps = load();
      let step = steps.next();
      while (!step.done) step = steps.next(this.rows(step.value.sql, step.value.parameters));
      return step.value;
    } finally {
      this.connection.exec('COMMIT');
    }
  }

  /** There is one file. */
  readAnew<T>(load: () => Load<T>): T {
    return this.read(load);
  }

  fetch<T>(load: () => Load<T>): Fetched<T> {
    return { value: this.read(load), mayKeep: true };
  }

  hasReached(epochs: ReadonlyMap<number, number>): boolean {
    return [...epochs].every(([shard, atLeast]) => {
      const [row] = this.read(() => select<{ epoch: number }>('SELECT epoch FROM shard_epoch WHERE shard = ?', [shard]));
      return (row?.epoch ?? 0) >= atLeast;
    });
  }

  /** The next look shows it. */
  apply(): void {}

  /** Each process looks before each answer: a commit holds everywhere at once. */
  settle(): Settled {
    return { nodes: 1, waitedMs: 0 };
  }

  close(): void {
    this.mark.close();
    this.connection.close();
  }

  private ask(): void {
    const version = this.dataVersion.get() as number;
    if (version === this.seenVersion) return;
    this.catchUp();
    this.seenVersion = version;
  }

  /** Writers take turns on SQLite, so the ids of change rows are in the order of commits. */
  private catchUp(): void {
    const rows = this.changes.all(this.seenChange, mostChanges) as { id: number; shard: number }[];
    const continues = this.seenChange === 0 || rows[0]?.id === this.seenChange;
    if (!continues || rows.length === mostChanges) {
      // The last seen change is gone (a restored file) or too much has happened: begin anew.
      this.versions.raiseAll();
      this.seenChange = (this.connection.prepare('SELECT max(id) FROM fact_change').pluck().get() as number | null) ?? 0;
      return;
    }
    for (const { id, shard } of rows) {
      if (id > this.seenChange) this.versions.raise(shard);
    }
    this.seenChange = rows.at(-1)?.id ?? this.seenChange;
  }

  private rows(sql: string, parameters: readonly unknown[]): unknown[] {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement.all(...parameters);
  }
}
