import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

/** The folder with package.json, docs and openapi, from wherever below it this runs: as it was compiled, or in one file with the rest. */
export const projectFolder = dirname(findPackageJSON(import.meta.url) ?? '');
