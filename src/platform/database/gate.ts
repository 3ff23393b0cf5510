/** Lets one through at a time, in the order of arrival. */
export class Gate {
  private tail: Promise<void> = Promise.resolve();
  private inside = 0;

  /** Waits for its turn; the caller must call what it gets exactly once. */
  async enter(): Promise<() => void> {
    const before = this.tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.tail = promise;
    const leave = () => {
      this.inside--;
      resolve();
    };
    if (this.inside++ > 0) await before;
    return leave;
  }
}
