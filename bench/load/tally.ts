import { Histogram } from './histogram.js';

const WRONG_EXAMPLES = 5;

/** Counts the outcomes of requests. */
export class Tally {
  answers = 0;
  latencies = new Histogram();
  wrongCount = 0;
  readonly wrongExamples: string[] = [];

  /** The answer came complete and is right. */
  right(milliseconds: number): void {
    this.answers += 1;
    this.latencies.record(milliseconds);
  }

  /** A wrong answer, an answer that cannot be read, or a lost connection. */
  wrong(reason: string): void {
    this.wrongCount += 1;
    if (this.wrongExamples.length < WRONG_EXAMPLES) this.wrongExamples.push(reason);
  }

  /** Right answers count from zero again; wrong ones stay. */
  restart(): void {
    this.answers = 0;
    this.latencies = new Histogram();
  }
}
