import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Jest refuses roots that are not there, and a build makes only the folders that have sources. */
const roots = ['src', 'test'].filter((name) => existsSync(fileURLToPath(new URL(`.test/${name}`, import.meta.url))));

/** Jest runs what tsc compiled into .test/, so that tests see the very code that ships. @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: roots.map((name) => `<rootDir>/.test/${name}`),
  testMatch: ['**/*.spec.js'],
  transform: {},
  testTimeout: 30_000,
  // Modules of a finished suite stay in memory: a worker that has grown is replaced by a new one.
  workerIdleMemoryLimit: '1200MB',
};
