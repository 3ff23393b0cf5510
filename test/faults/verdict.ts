import { appendFileSync } from 'node:fs';

/** What the checker says of one fault. */
export interface Verdict {
  readonly fault: string;
  readonly removals?: number;
  readonly deaths?: number;
  readonly verifies?: number;
  /** Acknowledged ones of all kinds. */
  readonly calls?: number;
  /** Answers that nobody may ever get: keys accepted after it was acknowledged that they are gone, or refused although they are not. */
  readonly wrong: number;
  /** Verifies and changes that got 503 or nothing at all: nobody was told anything false. */
  readonly unanswered?: number;
  /** From the end of the fault until all nodes answered again; the longest one. */
  readonly recoverySeconds?: number;
  readonly seconds?: number;
}

/** Where `npm run test:faults` gathers what it prints in the end. */
const file = process.env['TEST_VERDICTS'];

export function recordVerdict(verdict: Verdict): void {
  if (file) appendFileSync(file, `${JSON.stringify(verdict)}\n`);
}

const everyMs = 10_000;

/** Says now and then how far a long run is; answers what ends it. */
export function showProgress(say: () => string): () => void {
  if (!file) return () => undefined;
  const began = performance.now();
  const timer = setInterval(() => process.stderr.write(`${Math.round((performance.now() - began) / 1000)} s: ${say()}\n`), everyMs);
  return () => clearInterval(timer);
}
