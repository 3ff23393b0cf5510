import type { LoadRequest } from './request.js';

/** Stands in the body of a chain's request where the text from the last answer goes. */
export const linkPlace = '***';

/** Requests of which each carries a text from the answer to the one before, such as a refresh token that is used up. */
export interface LoadChain {
  readonly request: LoadRequest;
  /** What the first request carries. */
  readonly first: string;
  /** In the body of an answer the next text stands between this and a `"`. It must be another one every time. */
  readonly behind: string;
}
