/** A server under load, in a process of its own. */
export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  /** Ends the process and resolves when it is gone. */
  stop(): Promise<void>;
}
