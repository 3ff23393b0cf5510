import type { Hints } from '../hints/hints.js';

/** What is said about other nodes must not make anyone look more often than this. */
const leastMs = 5;
const mostNodes = 1_000;

/** What nodes are said to have applied while somebody waits for them. It ends a pause between two looks early, and that is all. */
export class Rumours {
  private readonly said = new Map<string, number>();
  private heard = (): void => undefined;
  private readonly stopListening: () => void;

  constructor(hints: Hints) {
    this.stopListening = hints.onApplied((node, round) => {
      if (this.said.size < mostNodes) this.said.set(node, Math.max(round, this.said.get(node) ?? 0));
      this.heard();
    });
  }

  stop(): void {
    this.stopListening();
  }

  /** Before looking: what was said until now is either seen then, or was not true. */
  forget(): void {
    this.said.clear();
  }

  /** Resolves after that time, or once each of these nodes is said to have applied a later round. */
  pause(milliseconds: number, rounds: ReadonlyMap<string, number>): Promise<void> {
    const earliest = performance.now() + leastMs;
    return new Promise((resolve) => {
      let early: NodeJS.Timeout | undefined;
      const end = () => {
        clearTimeout(early);
        clearTimeout(late);
        this.heard = () => undefined;
        resolve();
      };
      const late = setTimeout(end, milliseconds);
      this.heard = () => {
        const isSaidOfAll = rounds.size > 0 && [...rounds].every(([id, round]) => (this.said.get(id) ?? 0) > round);
        if (isSaidOfAll) early ??= setTimeout(end, Math.max(0, earliest - performance.now()));
      };
      this.heard();
    });
  }
}
