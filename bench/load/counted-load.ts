import { linkPlace } from './chain.js';
import { prepareRequest, type LoadRequest, type PreparedRequest } from './request.js';

/** One request with many numbers in its path, each used once, such as the ids of what is to be revoked. */
export interface CountedLoad {
  /** The number stands at `linkPlace` in its path. */
  readonly request: LoadRequest;
  readonly first: number;
  readonly count: number;
}

/** The next request each time. @throws when there are no more */
export function eachOnce({ request, first, count }: CountedLoad): () => PreparedRequest {
  let used = 0;
  return () => {
    if (used === count) throw new Error(`${request.label}: ${count} were too few for this load`);
    return prepareRequest({ ...request, path: request.path.replace(linkPlace, String(first + used++)) });
  };
}
