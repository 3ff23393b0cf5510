import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json; specs run from `.test/test/architecture`. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Files below a folder, as paths from the root; none when there is no such folder. */
export function filesUnder(folder: string, name: RegExp): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map(({ parentPath, name: file }) => join(parentPath, file).slice(root.length))
    .filter((file) => !file.includes('node_modules/'))
    .sort();
}

/** What ships: everything in src but its specs. */
export const productFiles = (): string[] => filesUnder('src', /\.tsx?$/).filter((file) => !/\.spec\.tsx?$/.test(file));
