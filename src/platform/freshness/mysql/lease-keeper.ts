import { randomBytes } from 'node:crypto';
import { busy } from '../../../errors/index.js';
import type { Log } from '../../logging/index.js';
import type { Hints } from '../hints/hints.js';
import { inTime } from '../in-time.js';
import type { Versions } from '../memory/versions.js';
import { HintedLooks } from './hinted-looks.js';
import { KnownChanges } from './known-changes.js';
import { instantNow, Lease } from './lease.js';
import type { NodeRow, NodeRows } from './node-rows.js';
import type { SilentConnections } from './silent-connections.js';
import { SilentNodes } from './silent-nodes.js';

/** Often enough that one renewal may fail without a gap. */
const renewEveryMs = 400;
/** How often it looks whether something was changed, which somebody waits for. */
const lookEveryMs = 30;
/** A renewal that takes longer would be worth nothing. */
const patienceMs = 1_200;
const tooSlow = 'the database is too slow';

/** Keeps this node's lease, by the protocol of docs/freshness.md. Nothing is begun before it is first needed. */
export class LeaseKeeper {
  readonly known: KnownChanges;
  /** Of this node's row; empty: there is none. */
  id = '';
  readonly lease = new Lease();
  private readonly silent = new SilentNodes();
  private begun = 0;
  private applied = 0;
  private timer: NodeJS.Timeout | undefined;
  private renewedAt = 0;
  private newest = 0;
  private isLooking = false;
  private renewing: Promise<void> | undefined;
  private isFailing = false;
  private isClosed = false;
  /**
   * The last renewal has found a change. It may have begun before whoever made that looked at this node's row, who then
   * waits for a later one: another one follows at the next tick, and is published.
   */
  private owesRound = false;
  private readonly looks: HintedLooks;

  constructor(
    private readonly rows: NodeRows,
    versions: Versions,
    private readonly log: Log,
    private readonly connections: SilentConnections,
    private readonly hints: Hints,
  ) {
    this.known = new KnownChanges(versions);
    const isOld = (shard: number, epoch: number) => !this.owesRound && this.known.epochOf(shard) >= epoch;
    this.looks = new HintedLooks({ isOld, lookAt: (shards) => this.lookAt(shards) }, hints);
  }

  get isHeld(): boolean {
    return this.lease.isHeld;
  }

  /** Resolves under a lease. @throws 503 when there is none to be had now */
  async regain(): Promise<void> {
    if (this.isHeld) return;
    this.timer ??= setInterval(() => void this.tick().catch(() => undefined), lookEveryMs).unref();
    await this.renew();
    if (!this.isHeld) throw busy('The database answers too slowly to know what has changed; try again', { retryAfterSeconds: 1 });
  }

  /** What holds after it was read by a renewal that begins now. */
  async renewAnew(): Promise<void> {
    await this.renewing?.catch(() => undefined);
    await this.renew();
  }

  /** Renews when it is time, and earlier when there is something new. That look is only a hint: nothing rests on it. */
  private async tick(): Promise<void> {
    if (performance.now() - this.renewedAt >= renewEveryMs) return this.renew();
    if (this.isLooking || this.renewing) return;
    this.isLooking = true;
    try {
      const newest = await inTime(this.rows.newestChange(), patienceMs, tooSlow);
      if (newest === this.newest && !this.owesRound) return;
      this.newest = newest;
    } finally {
      this.isLooking = false;
    }
    await this.renew();
  }

  /** What a hint names: the primary says whether there is anything to it. */
  private async lookAt(shards: readonly number[]): Promise<void> {
    if (!this.isHeld) return;
    await this.renewing?.catch(() => undefined);
    if (!this.owesRound) {
      const changes = await inTime(this.rows.changesOf(shards), patienceMs, tooSlow);
      if (changes.every((change) => this.known.isLast(change))) return;
    }
    await this.renew();
  }

  /** Joins the renewal that is under way. */
  private renew(): Promise<void> {
    if (this.isClosed) return Promise.reject(busy('The server is stopping', { retryAfterSeconds: 1 }));
    this.renewing ??= this.attempt().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    this.looks.stop();
    await this.renewing?.catch(() => undefined);
    this.lease.end();
    // Nobody need wait for a node that has ended in good order.
    if (this.id) await inTime(this.rows.remove({ id: this.id, begun: this.begun, applied: this.applied }), patienceMs, tooSlow).catch(() => undefined);
    this.rows.drop();
  }

  private async attempt(): Promise<void> {
    try {
      this.connections.note();
      await inTime(this.round(), patienceMs, tooSlow);
      if (this.isFailing) this.log.info('the lease is renewed again');
      this.isFailing = false;
    } catch (error) {
      this.rows.drop();
      this.connections.drop();
      if (!this.isFailing) this.log.warn({ err: error }, 'the lease could not be renewed: soon nothing is answered from memory');
      this.isFailing = true;
      throw busy('The database cannot be reached', { cause: error, retryAfterSeconds: 1 });
    }
  }

  private async round(): Promise<void> {
    const noted = instantNow();
    this.renewedAt = noted.monotonic;
    const round = ++this.begun;
    if (this.id === '' || !(await this.rows.begin(this.id, round, this.applied))) await this.registerAnew(round);
    const ownBefore = this.known.ownCount;
    const { nodes, changes } = await this.rows.read();
    this.expectLatest(round);
    const own = nodes.find(({ id }) => id === this.id);
    if (own?.begun !== round) throw new Error('the server that was read does not show what was just written');
    const isOwed = this.owesRound;
    this.owesRound = this.known.apply(changes, ownBefore);
    this.applied = round;
    this.lease.grant(round, noted);
    if (isOwed || this.owesRound) await this.publish(round);
    await this.removeSilent(nodes);
  }

  private async publish(round: number): Promise<void> {
    const { id } = this;
    await this.rows.publish(id, round);
    this.hints.tell({ kind: 'applied', node: id, round });
  }

  /** Somebody has taken this node for dead, or another server has become the primary: it begins from nothing. */
  private async registerAnew(round: number): Promise<void> {
    this.known.forget();
    this.id = '';
    const id = randomBytes(16).toString('base64url');
    await this.rows.register(id, round);
    this.expectLatest(round);
    this.id = id;
  }

  /** One that was given up as too slow must not put its old reading over a newer one. */
  private expectLatest(round: number): void {
    if (round !== this.begun) throw new Error('a later renewal has begun');
  }

  private async removeSilent(nodes: readonly NodeRow[]): Promise<void> {
    for (const row of this.silent.look(nodes.filter(({ id }) => id !== this.id))) await this.rows.remove(row);
  }
}
