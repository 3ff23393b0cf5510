import type { Fault } from './state.js';

/**
 * What the protocol does so that power taken away is gone. Without any one of them there is a way to a wrong answer, in
 * the situation that is named with it.
 */
export const safeguards = {
  'write own row': { where: 'demoted', what: 'a renewal writes the node\'s own row, which a server that is no longer the primary cannot do' },
  'read after writing': { where: 'calm', what: 'a renewal reads the changes after it has written its row, not before' },
  'read where written': { where: 'demoted', what: 'what a renewal reads must show the row it has just written' },
  'rounds only grow': { where: 'lost', what: 'the row takes a round only if that is later than what it shows: a late write turns nothing back' },
  'lease from noted instant': { where: 'calm', what: 'a lease runs from the instant noted before the renewal, not from its end' },
  'monotonic clock': { where: 'set back', what: 'a lease has run out when the monotonic clock says so' },
  'wall clock': { where: 'suspended', what: 'a lease has run out when the wall clock says so' },
  'look at once': { where: 'calm', what: 'the clocks are looked at together with memory; no timer decides' },
  'publish what is applied': { where: 'calm', what: 'a node publishes a round once it has applied what it read in it' },
  'compare changes by name': { where: 'restored', what: 'a shard is as it was only if its last change has the same name, not merely the same number' },
  'own changes at once': { where: 'own', what: 'a node that changes something applies it before it answers' },
  'own changes stay': { where: 'own', what: 'a renewal that has read before the node\'s own change does not undo it' },
  'remember what is known': { where: 'calm', what: 'what was read is remembered only if its snapshot shows the very change that the node knows of' },
  'check what was joined': { where: 'calm', what: 'whoever joined a reading uses it only under the same condition, and reads anew otherwise' },
  'read under a lease': { where: 'demoted', what: 'what is not in memory is read only under a lease' },
  'read where leased': { where: 'demoted', what: 'what is read must show the row that the lease rests on' },
  'wait for nodes': { where: 'calm', what: 'a change is acknowledged when every node has applied it, or can have no lease from before' },
  'rows after the commit': { where: 'calm', what: 'the rows to wait for are read after the commit' },
  'rows where committed': { where: 'demoted', what: 'the rows to wait for are read where the change is seen, not on a server that has been left behind' },
  'guard time': { where: 'slow', what: 'a change waits a guard time longer than a lease: clocks do not run alike' },
  'repeats wait': { where: 'repeated', what: 'a repeated call waits like the first one' },
  'read back': { where: 'lost', what: 'a commit whose outcome is unknown is read back before it counts' },
  'sweep what is old': { where: 'swept', what: 'a row is removed only when it has not moved for longer than a lease and the guard' },
  'look after a hint': { where: 'hinted', what: 'a hint makes a node renew: by itself it is no renewal, and no lease' },
  'know by renewing': { where: 'hinted', what: 'which change is the last one a node knows from the primary, not from a hint' },
  'count rows, not hints': { where: 'hinted', what: 'whoever waits believes the rows of nodes, not a hint that they have applied something' },
} as const satisfies Record<string, { readonly where: string; readonly what: string }>;

export type Safeguard = keyof typeof safeguards;

/** What may go wrong together; a node that makes the change itself is one of the cases. */
export interface Situation {
  readonly id: string;
  readonly name: string;
  /** So many orders of things that only the long run goes through them all. */
  readonly large?: boolean;
  readonly faults: Partial<Record<Fault, number>>;
  /** The change is made by the very node that answers. */
  readonly own?: boolean;
  /** Nodes hear hints, of which any may come at any time and any number of times, whether true or not. */
  readonly hints?: boolean;
}

export const situations: readonly Situation[] = [
  { id: 'calm', name: 'nothing goes wrong', faults: {} },
  { id: 'hinted', name: 'hints are lost, late, repeated and invented', faults: {}, hints: true },
  { id: 'own', name: 'the node itself makes the change', faults: {}, own: true },
  { id: 'lost', name: 'messages are lost or late, outcomes of commits unknown', faults: { lost: 1 } },
  { id: 'suspended', name: 'the node is suspended: its monotonic clock stands still', faults: { suspended: 1 } },
  { id: 'set back', name: 'the clock on the wall is set back', faults: { 'clock set back': 1 } },
  { id: 'slow', name: 'the clocks of the node are slow', faults: { 'slow clock': 1 } },
  { id: 'repeated', name: 'the call is repeated while the first one waits', faults: { repeat: 1 } },
  { id: 'crashed', name: 'the node crashes and starts again', faults: { crash: 1 } },
  { id: 'swept', name: 'another node removes its row', faults: { sweep: 1 } },
  { id: 'demoted', name: 'another server becomes the primary, and the old one answers reads', faults: { failover: 1 } },
  { id: 'demoted, lossy', name: 'the same, and messages are lost', faults: { failover: 1, lost: 1 }, large: true },
  { id: 'restored', name: 'a backup is restored', faults: { restore: 1, 'other change': 1 } },
];
