import type { Hints } from '../hints/hints.js';
import { Spaced } from '../hints/spaced.js';

/** A flood of hints costs the database 200 looks a second and node, and no more. */
export const lookAtMostEveryMs = 5;
/** Of one look; the usual look and renewal find what it leaves out. */
const mostShards = 50;

interface Primary {
  /** Whether there is no need to look for this. */
  isOld(shard: number, epoch: number): boolean;
  /** Looks whether these shards have changed, and renews if they have. */
  lookAt(shards: readonly number[]): Promise<void>;
}

/** Makes a node look at what hints name as soon as it hears of it. What it then does rests on what the primary says. */
export class HintedLooks {
  private readonly named = new Set<number>();
  private readonly looks = new Spaced(lookAtMostEveryMs, () => this.look());
  private readonly stopListening: () => void;

  constructor(
    private readonly primary: Primary,
    private readonly hints: Hints,
  ) {
    this.stopListening = hints.onChanged((epochs) => this.hear(epochs));
  }

  stop(): void {
    this.stopListening();
    this.looks.stop();
  }

  private hear(epochs: ReadonlyMap<number, number>): void {
    for (const [shard, epoch] of epochs) {
      if (this.primary.isOld(shard, epoch)) continue;
      if (this.named.size < mostShards) this.named.add(shard);
      this.looks.ask();
    }
  }

  private look(): Promise<void> {
    const shards = [...this.named];
    this.named.clear();
    this.hints.figures.looks++;
    return this.primary.lookAt(shards);
  }
}
