const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ECHO = 1_000;

/**
 * Calls `handle(signal)` instead of dying, until the returned function is called. Ctrl-C arrives twice, from the
 * terminal and from npm: the echo is dropped, a second press later is not.
 */
export function onSignal(handle) {
  const last = {};
  const receive = (signal) => {
    if (Date.now() - (last[signal] ?? -ECHO) < ECHO) return;
    last[signal] = Date.now();
    handle(signal);
  };
  for (const signal of SIGNALS) process.on(signal, receive);
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, receive);
  };
}
