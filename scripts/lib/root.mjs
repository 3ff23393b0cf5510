import { fileURLToPath } from 'node:url';

/** The repository's top folder. Everything runs there, so relative paths mean the same however we were called. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
