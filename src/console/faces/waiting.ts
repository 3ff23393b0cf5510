import type { AppError } from '../../errors/index.js';
import { exactTime } from '../html/parts/time.js';

/** What is said of a failure, and when it is worth trying again, where that is known. `now`: epoch milliseconds. */
export function toldWith({ message, status, extras: { retryAfterSeconds } }: AppError, now: number): string {
  if (status !== 429 || retryAfterSeconds === undefined) return message;
  return `${message.replace(/[;.] try again.*$/i, '')}. Try again ${whenText(retryAfterSeconds, now)}`;
}

function whenText(seconds: number, now: number): string {
  if (seconds < 10) return 'in a moment';
  const minutes = Math.ceil(seconds / 60);
  const at = exactTime(now + minutes * 60_000).slice(11, 16);
  return `in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, at ${at} UTC`;
}
