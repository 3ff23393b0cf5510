import type { FactSource, Load } from '../../src/platform/freshness/index.js';

const asked: string[] = [];

/** From now on notes every statement that reads facts which are not remembered. */
export function listStatements(source: FactSource): void {
  const fetch = source.fetch.bind(source);
  source.fetch = (load, shardsOf) => fetch(() => noting(load()), shardsOf);
}

/** What was noted since the last call. */
export const takeStatements = (): string[] => asked.splice(0);

function* noting<T>(load: Load<T>): Load<T> {
  for (let step = load.next(); ; step = load.next(yield step.value)) {
    if (step.done) return step.value;
    asked.push(step.value.sql);
  }
}
