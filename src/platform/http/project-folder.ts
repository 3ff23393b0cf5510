import { resolve } from 'node:path';

/** The folder with package.json, docs and openapi: four above the compiled file (dist/src/platform/http). */
export const projectFolder = resolve(import.meta.dirname, '../../../..');
