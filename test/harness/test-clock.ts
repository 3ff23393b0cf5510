import { Clock } from '../../src/platform/clock/index.js';

/** The real time, and as much later as a test says. */
export class TestClock extends Clock {
  private offsetMs = 0;

  override now(): number {
    return super.now() + this.offsetMs;
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    this.offsetMs += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}
