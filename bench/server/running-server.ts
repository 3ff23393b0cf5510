/** A server under load, in a process of its own. */
export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  /** Where it can be profiled, when it was started to be. */
  readonly inspectorUrl?: string;
  /** Ends the process and resolves when it is gone. */
  stop(): Promise<void>;
}
