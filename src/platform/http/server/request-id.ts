import { randomBytes } from 'node:crypto';

/** Names requests: a random part for the process, a counter for the request. */
export function requestIds(): () => string {
  const process = randomBytes(5).toString('hex');
  let count = 0;
  return () => `${process}-${(++count).toString(36)}`;
}
