/** The wall clock, in epoch milliseconds. Injected, so that tests can move it. */
export class Clock {
  now(): number {
    return Date.now();
  }
}
