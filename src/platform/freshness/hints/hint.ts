/**
 * What one node tells the others beside the database.
 * - changed: somebody waits until it is known that these shards are at least at these epochs;
 * - applied: a node has published in its row that it has applied a round.
 */
export type Hint =
  | { readonly kind: 'changed'; readonly epochs: ReadonlyMap<number, number> }
  | { readonly kind: 'applied'; readonly node: string; readonly round: number };

const longest = 1_000;
/** A change of more shards is told of some of them: whoever renews reads them all. */
const mostShards = 30;
const changedText = /^changed (\d{1,10}\.\d{1,15}(?:,\d{1,10}\.\d{1,15})*)$/;
const appliedText = /^applied ([\w-]{1,32}) (\d{1,15})$/;

export function encodeHint(hint: Hint): string {
  if (hint.kind === 'applied') return `applied ${hint.node} ${hint.round}`;
  return `changed ${[...hint.epochs].slice(0, mostShards).map(([shard, epoch]) => `${shard}.${epoch}`).join(',')}`;
}

/** undefined: whatever that is, it is none of ours. */
export function decodeHint(text: string): Hint | undefined {
  if (text.length > longest) return undefined;
  const [, node, round] = appliedText.exec(text) ?? [];
  if (node !== undefined) return { kind: 'applied', node, round: Number(round) };
  const [, pairs] = changedText.exec(text) ?? [];
  if (pairs === undefined) return undefined;
  return { kind: 'changed', epochs: new Map(pairs.split(',').slice(0, mostShards).map((pair) => pair.split('.').map(Number) as [number, number])) };
}
