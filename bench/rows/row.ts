import type { Work } from '../load/work.js';
import type { Limit } from '../report/limit.js';
import type { BetterAuth, OidcProvider } from '../server/peers.js';
import type { Product } from '../server/product.js';
import type { RunningServer } from '../server/running-server.js';
import type { SizedProduct } from '../server/sized.js';

/** The servers a row can be measured on. */
export interface Servers {
  readonly yardstick: RunningServer;
  /** On SQLite. */
  readonly product: Product;
  /** The same on MariaDB, started when first asked for. @throws Unavailable where no MariaDB can be had */
  readonly productOnMariadb: () => Promise<Product>;
  /** Two processes on all cores, on SQLite or MariaDB. @throws Unavailable */
  readonly twoProcesses: (database: 'SQLite' | 'MariaDB') => Promise<Product>;
  /** With very many keys, on SQLite: with the usual memory, and with the least there can be. */
  readonly sized: () => Promise<SizedProduct>;
  readonly sizedForgetful: () => Promise<SizedProduct>;
  /** What others offer for the same, started when first asked for. @throws Unavailable where they cannot be installed */
  readonly betterAuth: () => Promise<BetterAuth>;
  readonly oidcProvider: () => Promise<OidcProvider>;
}

/** One line of the table. To add one: write a file beside this one and name it in `index.ts`. */
export interface Row {
  /** Shown in the table; limits of other rows refer to it. */
  readonly name: string;
  /** The requests, each with the answer it must get. Called before every measurement: tokens last for minutes, or for one use. */
  load(servers: Servers): Load | Promise<Load>;
  /** What the row has to keep; empty for rows that others are compared with. */
  readonly budget: readonly Limit[];
}

/** Requests for one server; 5 % of the load are bad ones when there are any. */
export type Load = Work & { readonly server: RunningServer };
