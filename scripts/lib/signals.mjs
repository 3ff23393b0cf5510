const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ECHO = 1_000;

/**
 * Calls `handle(signal)` instead of dying, until the returned function is called. Ctrl-C arrives twice, from the
 * terminal and from npm: the echo is dropped, a second press later is not. An npm that was killed sends nothing;
 * its end counts as SIGTERM.
 */
export function onSignal(handle) {
  const last = {};
  const receive = (signal) => {
    if (Date.now() - (last[signal] ?? -ECHO) < ECHO) return;
    last[signal] = Date.now();
    handle(signal);
  };
  for (const signal of SIGNALS) process.on(signal, receive);
  const watch = startedByNpm() && setInterval(watchParent, 500, process.ppid, () => receive('SIGTERM'));
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, receive);
    clearInterval(watch);
  };
}

/** Only then is our parent one that waits for us: a shell that put us in the background may end as it likes. */
function startedByNpm() {
  return process.env.npm_lifecycle_script?.includes('scripts/run.mjs');
}

function watchParent(parent, whenGone) {
  if (process.ppid === parent) return;
  clearInterval(this);
  whenGone();
}
