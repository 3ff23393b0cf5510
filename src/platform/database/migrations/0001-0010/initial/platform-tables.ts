import { counter, id, instant, integer, longText, optional, primary, ref, type TableSpec, text } from '../../schema.js';

export const platformTables: TableSpec[] = [
  { name: 'shard_epoch', columns: { shard: primary(integer), epoch: counter } },
  { name: 'fact_change', columns: { id, shard: ref, epoch: counter, changedAt: instant }, unique: [['shard', 'epoch']] },
  {
    name: 'data_key',
    columns: { id, name: text(32), purpose: text(32), slot: optional(text(32)), wrapped: longText, wrappedBy: text(16), createdAt: instant },
    unique: [['slot'], ['name']],
  },
  { name: 'attempt_bucket', columns: { bucket: primary(text(190)), used: integer, windowEndsAt: instant } },
];
