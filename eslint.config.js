import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Import rules, layers and what a comment that silences a rule must say are held by test/architecture/.

/** What Node itself puts into every module. */
const nodeGlobals = Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']));

/** Slips that neither the compiler nor a test is sure to find. */
const slips = [
  'no-async-promise-executor',
  'no-cond-assign',
  'no-constant-condition',
  'no-control-regex',
  'no-eval',
  'no-fallthrough',
  'no-misleading-character-class',
  'no-new-func',
  'no-prototype-builtins',
  'no-self-compare',
  'no-template-curly-in-string',
  'no-unreachable-loop',
  'no-unsafe-finally',
  'no-useless-catch',
  'no-var',
  'object-shorthand',
  'prefer-const',
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export by name: a thing is called the same wherever it is used.',
};

export default defineConfig(
  globalIgnores(['dist/', '.test/', 'runtime/', 'data/', 'coverage/', 'bench/results/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    languageOptions: { globals: nodeGlobals },
    rules: {
      ...Object.fromEntries(slips.map((rule) => [rule, 'error'])),
      // `?.`, `??` and default values count as branches too.
      complexity: ['error', 12],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  },
  {
    // Runs in browsers.
    files: ['src/console/assets/*.js'],
    languageOptions: { globals: Object.fromEntries(['document', 'navigator', 'addEventListener', 'CustomEvent', 'location', 'history'].map((name) => [name, 'readonly'])) },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Leaves files with decorators alone: emitDecoratorMetadata needs the values of what their signatures name.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Takes the usual `keyof T & string` for a redundant string.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error', 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    files: ['src/main.ts', 'src/cli/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // A describe block is as long as its subject, answers are looked at as they come, fakes promise what they need not await.
    files: ['test/**', '**/*.spec.{ts,tsx}'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      // Rows and answers are anything; their text is what is looked for.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Hostile input is made of control characters.
      'no-control-regex': 'off',
    },
  },
);
