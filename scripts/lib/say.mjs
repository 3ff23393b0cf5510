/** Progress goes to standard error: standard output belongs to the program that is run. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** An expected failure: its message says it all, a stack trace would only hide it. */
export class Failure extends Error {}
