import type { AppError } from '../../../errors/index.js';
import { toAppError } from '../../../platform/http/index.js';
import { type Entity, envelope } from '../wire/envelope.js';
import { errorBody } from '../wire/error-body.js';

/** What a request that writes is answered with. */
export interface Written {
  readonly status: 200 | 201 | 409;
  readonly body: Entity;
  /** The receipt of the last change; null: nothing was changed. */
  readonly epoch: string | null;
}

/** One entity after it was written. */
export interface Done {
  readonly id: number;
  readonly epoch: string | null;
}

export interface BulkResult {
  readonly done: readonly Done[];
  readonly refused: readonly { readonly index: number; readonly error: AppError }[];
}

/**
 * Writes one after another; one that is refused does not keep the others from being written.
 * @throws what refused it when there is but one, and whatever is no refusal.
 */
export async function eachOf<Item>(items: readonly Item[], write: (item: Item) => Promise<Done>): Promise<BulkResult> {
  const done: Done[] = [];
  const refused: { index: number; error: AppError }[] = [];
  for (const [index, item] of items.entries()) {
    try {
      done.push(await write(item));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (items.length === 1 || error.status >= 500) throw thrown;
      refused.push({ index, error });
    }
  }
  return { done, refused };
}

/** The envelope of what was written and, where something was refused, of why: then 409. Clients read either name of the place. */
export function toWritten({ done, refused }: BulkResult, entities: readonly Entity[], status: 200 | 201): Written {
  const errors = refused.map(({ index, error }) => ({ ...errorBody(error), index, entity_index: index }));
  const body = { ...envelope(entities.length, entities), ...(errors.length > 0 && { errors }) };
  return { status: errors.length > 0 ? 409 : status, body, epoch: lastEpoch(done) };
}

const lastEpoch = (done: readonly Done[]): string | null => done.findLast(({ epoch }) => epoch !== null)?.epoch ?? null;
