import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const library = 'node_modules/@picocss/pico/css/pico.min.css';

/** In this order: what stands later wins over what is as exact. */
const parts = ['colours', 'ground', 'frame', 'panels', 'tables', 'forms', 'people', 'insight', 'entrance', 'profile', 'code', 'plots', 'narrow'];

/**
 * The one style sheet of all pages: the library in a layer of its own, so that each of our rules wins over each of
 * its, however exactly that one is aimed; then our own, by subject.
 */
export function stylesheet(project: string, folder: string): string {
  const base = readFileSync(join(project, library), 'utf8').replace(/^@charset[^;]*;/, '');
  const own = parts.map((part) => readFileSync(join(project, folder, 'style', `${part}.css`), 'utf8'));
  return [`@layer library {\n${base}\n}`, ...own].join('\n');
}
