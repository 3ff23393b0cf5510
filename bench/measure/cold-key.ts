import { type SizedDatabase, startSized } from '../server/sized.js';
import { isTaken, keyText, organisationOf, ownerOf, slugOf, spreadKey } from '../size/spread.js';

const KEYS = 20;

/** What the first use of a key asks the database. */
export interface ColdKey {
  /** Of each of some keys. */
  readonly statements: readonly (readonly string[])[];
}

/** Uses some keys of the filled database for the first time, one after another, and again. @throws when the second use asks anything */
export async function measureColdKey(database: SizedDatabase): Promise<ColdKey> {
  const server = await startSized(database, undefined, { BENCH_STATEMENTS: '1' });
  try {
    const address = `http://127.0.0.1:${server.port}`;
    const asked = async (): Promise<string[]> => (await (await fetch(`${address}/bench/statements`)).json()) as string[];
    const use = async (i: number): Promise<string[]> => {
      const organisation = slugOf(organisationOf(ownerOf(i, database.counts), database.counts), server.organisation);
      const answer = await fetch(`${address}/bench/guarded/${organisation}`, { headers: { authorization: `Api-Key ${keyText(i)}` } });
      if (answer.status !== 200) throw new Error(`a filled key was answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      return asked();
    };
    await asked();
    const statements: string[][] = [];
    for (let i = 0; statements.length < Math.min(KEYS, database.counts.keys / 2); i += 1) {
      if (!isTaken(spreadKey(i, database.filledAt), Date.now())) continue;
      statements.push(await use(i));
      const again = await use(i);
      if (again.length > 0) throw new Error(`a key just used asked the database again: ${again.join('; ')}`);
    }
    return { statements };
  } finally {
    await server.stop();
  }
}
