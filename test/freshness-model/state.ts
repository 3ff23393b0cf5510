/** The row by which a node shows others how far it is; `registration` 0: there is none. */
export interface Row {
  readonly registration: number;
  readonly begun: number;
  readonly applied: number;
}

/** What a database server answers when it is read. There is one shard, and one key in it. */
export interface Server {
  /** How often the shard has changed. */
  readonly epoch: number;
  /** The name of its last change: never the same for two. */
  readonly change: number;
  /** The fact: the key may be used. */
  readonly accepts: boolean;
  readonly row: Row;
}

/** How long ago something was, by both clocks of the node; as long as it matters. */
export interface Ages {
  readonly monotonic: number;
  readonly wall: number;
}

export interface Lease extends Ages {
  /** 0: it never had one. */
  readonly round: number;
  /** What a timer would say of it. */
  readonly flag: boolean;
}

/** What becomes a lease when it comes to its end. */
export interface Renewal extends Ages {
  readonly phase: 'idle' | 'noted' | 'written' | 'read' | 'read, not written';
  readonly change: number;
  readonly epoch: number;
  /** The node itself has changed something since it read. */
  readonly overtaken: boolean;
}

export type Sent = 'before' | 'after';

/** A reading of the key, which is not in memory. */
export interface Reading {
  readonly phase: 'none' | 'begun' | 'done';
  /** The lease it began under. */
  readonly registration: number;
  readonly round: number;
  /** The last change that its snapshot shows. */
  readonly change: number;
  readonly accepts: boolean;
  /** When those who wait for it sent their requests: before or after the acknowledgement. */
  readonly starter: Sent;
  readonly joined: Sent | 'nobody';
}

/** A process that answers requests. */
export interface Node {
  readonly registration: number;
  /** The last round that it knows to be written, and the last that it tried to write. */
  readonly confirmed: number;
  readonly attempted: number;
  /** The round of a write that it has given up waiting for, and that the database may yet carry out; 0: none. */
  readonly ghost: number;
  readonly lease: Lease;
  readonly knownChange: number;
  readonly knownEpoch: number;
  /** It remembers that the key may be used. */
  readonly remembers: boolean;
  readonly renewal: Renewal;
  readonly reading: Reading;
}

/** Whoever takes the power away, and waits. */
export interface Changer {
  readonly phase: 'idle' | 'early' | 'unknown' | 'committed' | 'waiting' | 'done';
  /** How long ago it learned of the commit. */
  readonly age: number;
  /** What it saw of the node's row; registration 0: none. */
  readonly registration: number;
  readonly begun: number;
}

export const faults = ['slow clock', 'clock set back', 'suspended', 'crash', 'lost', 'repeat', 'other change', 'restore', 'failover', 'sweep'] as const;
export type Fault = (typeof faults)[number];

export interface State {
  readonly primary: Server;
  /** The primary of before a failover: it can take no writes, but goes on answering reads. */
  readonly old: Server | null;
  readonly backup: Server | null;
  readonly lastChange: number;
  readonly lastRegistration: number;
  readonly node: Node;
  readonly changer: Changer;
  /** What another node has seen of the row, and how long ago; registration 0: nothing. */
  readonly sweeper: { readonly registration: number; readonly begun: number; readonly age: number };
  /** Power was taken away, and whoever did it was told so. */
  readonly acknowledged: boolean;
  /** An answer that must never be given was given. */
  readonly wronged: boolean;
  /** How often each fault may still happen. */
  readonly left: Readonly<Record<Fault, number>>;
}

export const noRow: Row = { registration: 0, begun: 0, applied: 0 };
export const noReading: Reading = { phase: 'none', registration: 0, round: 0, change: 0, accepts: false, starter: 'before', joined: 'nobody' };
export const noRenewal: Renewal = { phase: 'idle', monotonic: 0, wall: 0, change: 0, epoch: 0, overtaken: false };
const noLease: Lease = { round: 0, monotonic: 0, wall: 0, flag: false };

/** A node that has just started, or has forgotten everything. */
export const newNode: Node = {
  registration: 0,
  confirmed: 0,
  attempted: 0,
  ghost: 0,
  lease: noLease,
  knownChange: 0,
  knownEpoch: 0,
  remembers: false,
  renewal: noRenewal,
  reading: noReading,
};

export const idleChanger: Changer = { phase: 'idle', age: 0, registration: 0, begun: 0 };

/** A database with a key that may be used, and a node that has not registered yet. */
export const initialState = (left: State['left']): State => ({
  primary: { epoch: 1, change: 1, accepts: true, row: noRow },
  old: null,
  backup: null,
  lastChange: 1,
  lastRegistration: 0,
  node: newNode,
  changer: idleChanger,
  sweeper: { registration: 0, begun: 0, age: 0 },
  acknowledged: false,
  wronged: false,
  left,
});
