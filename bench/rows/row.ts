import type { LoadRequest } from '../load/request.js';
import type { Limit } from '../report/limit.js';
import type { Product } from '../server/product.js';
import type { RunningServer } from '../server/running-server.js';

/** The servers a row can be measured on. */
export interface Servers {
  readonly yardstick: RunningServer;
  readonly product: Product;
}

/** One line of the table. To add one: write a file beside this one and name it in `index.ts`. */
export interface Row {
  /** Shown in the table; limits of other rows refer to it. */
  readonly name: string;
  /** The requests, each with the answer it must get. Called once, before anything is measured. */
  load(servers: Servers): Load | Promise<Load>;
  /** What the row has to keep; empty for rows that others are compared with. */
  readonly budget: readonly Limit[];
}

/** Requests for one server; the load mixes 5 % bad ones into the good ones when there are any. */
export interface Load {
  readonly server: RunningServer;
  readonly good: readonly LoadRequest[];
  readonly bad: readonly LoadRequest[];
}
