import { decodeHint, encodeHint, type Hint } from './hint.js';
import type { RedisLine } from './redis-line.js';

/** What metrics say of hints. */
export interface HintFigures {
  readonly told: number;
  /** Not told, because Redis was away or behind. */
  readonly dropped: number;
  readonly heard: number;
  /** Heard, and none of ours. */
  readonly unreadable: number;
  /** How often this node looked at the primary because of what it heard. */
  readonly looks: number;
}

type Changed = (epochs: ReadonlyMap<number, number>) => void;
type Applied = (node: string, round: number) => void;

/**
 * What nodes tell one another so that they look at the primary sooner. It may be lost, late, repeated, old or invented:
 * whoever listens may look, and must believe nothing.
 */
export class Hints {
  readonly figures = { told: 0, dropped: 0, heard: 0, unreadable: 0, looks: 0 } satisfies HintFigures;
  private readonly changed = new Set<Changed>();
  private readonly applied = new Set<Applied>();

  /** Without a line nothing is told and nothing heard. */
  constructor(private readonly line?: RedisLine) {}

  /** Of the line; undefined: there is none. */
  get isConnected(): boolean | undefined {
    return this.line?.isConnected;
  }

  open(): void {
    this.line?.open((text) => this.hear(text));
  }

  async close(): Promise<void> {
    await this.line?.close();
  }

  /** Never fails, and nobody waits for it. */
  tell(hint: Hint): void {
    if (!this.line) return;
    if (this.line.send(encodeHint(hint))) this.figures.told++;
    else this.figures.dropped++;
  }

  /** Answers how to stop. */
  onChanged(listener: Changed): () => void {
    this.changed.add(listener);
    return () => void this.changed.delete(listener);
  }

  /** Answers how to stop. */
  onApplied(listener: Applied): () => void {
    this.applied.add(listener);
    return () => void this.applied.delete(listener);
  }

  private hear(text: string): void {
    const hint = decodeHint(text);
    if (!hint) return void this.figures.unreadable++;
    this.figures.heard++;
    if (hint.kind === 'changed') for (const listener of this.changed) listener(hint.epochs);
    else for (const listener of this.applied) listener(hint.node, hint.round);
  }
}
