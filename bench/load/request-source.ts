import type { PreparedRequest } from './request.js';

/** What a connection takes its requests from. */
export interface RequestSource {
  next(): PreparedRequest;
  /** Sees the body of the right answer to the request handed out last; throws when no further request can be made of it. */
  learn?(body: string): void;
}
