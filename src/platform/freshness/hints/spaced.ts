/** Work that is done soon after it is asked for, but at most once in so many milliseconds and never twice at the same time, however often it is asked for. */
export class Spaced {
  private timer: NodeJS.Timeout | undefined;
  private begunAt = -Infinity;
  private isRunning = false;
  private isAskedAgain = false;
  private isStopped = false;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  ask(): void {
    if (this.isRunning) this.isAskedAgain = true;
    if (this.timer || this.isRunning || this.isStopped) return;
    const wait = this.begunAt + this.everyMs - performance.now();
    // Never early: a timer may run a fraction of a millisecond too soon.
    if (wait > 0) this.timer = setTimeout(() => void this.run(), Math.ceil(wait) + 1).unref();
    else void this.run();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.isRunning = true;
    this.isAskedAgain = false;
    this.begunAt = performance.now();
    await this.work().catch(() => undefined);
    this.isRunning = false;
    if (this.isAskedAgain) this.ask();
  }
}
