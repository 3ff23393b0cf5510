/** Jest runs what tsc compiled into .test/, so that tests see the very code that ships. @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/.test/src', '<rootDir>/.test/test'],
  testMatch: ['**/*.spec.js'],
  transform: {},
  testTimeout: 30_000,
};
