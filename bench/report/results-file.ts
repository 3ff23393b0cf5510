import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Writes `results` as JSON to `bench/results/latest.json` below the current directory and answers the file's path. */
export async function writeResults(results: object): Promise<string> {
  const file = resolve('bench/results/latest.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
}
