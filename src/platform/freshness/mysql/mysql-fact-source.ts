import type { DataSource } from 'typeorm';
import { busy } from '../../../errors/index.js';
import type { Log } from '../../logging/index.js';
import type { Hints } from '../hints/hints.js';
import { FactSource, type Fetched, type Settled } from '../fact-source.js';
import type { Load } from '../load.js';
import type { ShardChange } from '../shard-change.js';
import { LeaseKeeper } from './lease-keeper.js';
import { NodeRows } from './node-rows.js';
import { SilentConnections } from './silent-connections.js';
import { readSnapshot } from './snapshot.js';
import { waitForNodes } from './wait-for-nodes.js';

/** Another server can take over in the middle of a reading; not twice. */
const attempts = 2;
const nothing: readonly number[] = [];

/** Facts on MySQL and MariaDB: answered from memory under a lease, and read on the primary otherwise (docs/freshness.md). */
export class MysqlFactSource extends FactSource {
  private readonly keeper: LeaseKeeper;

  constructor(
    private readonly dataSource: DataSource,
    url: string,
    capacity: number,
    log: Log,
    private readonly hints: Hints,
  ) {
    super(capacity);
    this.keeper = new LeaseKeeper(new NodeRows(url), this.versions, log, new SilentConnections(dataSource), hints);
  }

  look(): boolean {
    return this.keeper.isHeld;
  }

  regain(): Promise<void> {
    return this.keeper.regain();
  }

  async read<T>(load: () => Load<T>): Promise<T> {
    return (await this.fetch(load, () => nothing)).value;
  }

  async readAnew<T>(load: () => Load<T>): Promise<T> {
    await this.keeper.renewAnew();
    return this.read(load);
  }

  async fetch<T>(load: () => Load<T>, shardsOf: (value: T) => readonly number[]): Promise<Fetched<T>> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await this.keeper.regain();
      const { id, lease } = this.keeper;
      const { round } = lease;
      const { value, round: shown, changes } = await readSnapshot(this.dataSource, load, id, shardsOf);
      // A server that does not show this round was left behind: what it says may be old.
      if (shown === null || shown < round || !this.keeper.isHeld) continue;
      const rests = shardsOf(value);
      return { value, mayKeep: rests.length > 0 && this.keeper.known.isAll(changes, rests) };
    }
    throw busy('The database changes hands; try again', { retryAfterSeconds: 1 });
  }

  async hasReached(epochs: ReadonlyMap<number, number>): Promise<boolean> {
    await this.keeper.regain();
    if (this.knows(epochs)) return true;
    await this.keeper.renewAnew();
    return this.knows(epochs);
  }

  apply(changes: readonly ShardChange[]): void {
    this.keeper.known.applyOwn(changes);
  }

  settle(epochs: ReadonlyMap<number, number>): Promise<Settled> {
    return waitForNodes(this.dataSource, this.keeper, epochs, this.hints);
  }

  close(): Promise<void> {
    return this.keeper.close();
  }

  private knows(epochs: ReadonlyMap<number, number>): boolean {
    return [...epochs].every(([shard, epoch]) => this.keeper.known.epochOf(shard) >= epoch);
  }
}
