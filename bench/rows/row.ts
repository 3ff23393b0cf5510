import type { Work } from '../load/work.js';
import type { Limit } from '../report/limit.js';
import type { Product } from '../server/product.js';
import type { RunningServer } from '../server/running-server.js';

/** The servers a row can be measured on. */
export interface Servers {
  readonly yardstick: RunningServer;
  /** On SQLite. */
  readonly product: Product;
  /** The same on MariaDB, started when first asked for. @throws Unavailable where no MariaDB can be had */
  readonly productOnMariadb: () => Promise<Product>;
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
