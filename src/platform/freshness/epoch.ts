import { invalidRequest } from '../../errors/index.js';

/** An epoch as callers see it: opaque, to be handed back as `minEpoch`. */
export const encodeEpoch = (epochs: ReadonlyMap<number, number>): string =>
  Buffer.from([...epochs].map(([shard, epoch]) => `${shard}.${epoch}`).join(',')).toString('base64url');

/** @throws 400 for text that no receipt of ours held. */
export function decodeEpoch(text: string): Map<number, number> {
  const decoded = Buffer.from(text, 'base64url').toString();
  if (text.length > 200 || !/^\d{1,10}\.\d{1,15}(,\d{1,10}\.\d{1,15})*$/.test(decoded)) {
    throw invalidRequest('minEpoch is not the epoch of a receipt', { errors: [{ field: 'minEpoch', message: 'must be the epoch of a receipt' }] });
  }
  return readEpoch(text);
}

/** The same for one of our own, however many shards it names. */
export function readEpoch(text: string): Map<number, number> {
  const decoded = Buffer.from(text, 'base64url').toString();
  return new Map(decoded.split(',').filter(Boolean).map((pair) => pair.split('.').map(Number) as [number, number]));
}
