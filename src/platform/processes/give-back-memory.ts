/**
 * Returns to the system what the start needed and nobody needs now: a third of the heap. V8 would keep it for the life of a server that has little to do.
 * It stops everything for some tens of milliseconds. Nothing happens where Node was not started with `--expose-gc`, as `npm start` does.
 */
export function giveBackMemory(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
