import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';

/** Each may import those before it. One that is not in the list may import nothing. */
export const features = [
  'names',
  'audit',
  'organisations',
  'users',
  'groups',
  'permissions',
  'roles',
  'key-rights',
  'key-usage',
  'api-keys',
  'tokens',
  'attempts',
  'sessions',
  'invitations',
  'authentication',
  'own-account',
  'decisions',
  'overview',
  'problems',
  'founding',
] as const;

/** A file that is in none of these places is held by no rule, so there must be none. */
export const knownPlaces = new RegExp(
  [
    '^src/(main|start|serve|app|app\\.module)\\.ts$',
    '^src/(cli|errors|access|openapi|operations|console)/',
    '^src/(platform|protocols|dialects)/[^/]+/',
    `^src/features/(${features.join('|')})/`,
  ].join('|'),
);

/** What stands on the features, side by side. */
const doors = 'protocols/[^/]+|dialects/[^/]+|openapi|operations|console';
const parts = `errors|access|platform/[^/]+|features/[^/]+|${doors}`;

const pureAccess = { path: '^src/access/', pathNot: ['^src/access/http/', '\\.spec\\.ts$'] };
const product = { path: '^src/', pathNot: '\\.spec\\.tsx?$' };

/** The name of each is its promise. */
export const importRules: IForbiddenRuleType[] = [
  rule('no file imports itself by way of others', {}, { circular: true }),
  { ...rule('no folder imports itself by way of others', {}, { circular: true }), scope: 'folder' },
  rule('every import leads somewhere', {}, { couldNotResolve: true }),
  rule('errors import nothing of ours', { path: '^src/errors/' }, { path: '^src/', pathNot: '^src/errors/' }),
  rule('platform stands on errors alone', { path: '^src/platform/' }, { path: '^src/', pathNot: '^src/(errors|platform)/' }),
  rule('access knows errors and itself, not its own http', pureAccess, { path: '^src/', pathNot: ['^src/errors/', '^src/access/(?!http/)'] }),
  rule('access is pure: of all packages and of Node it takes node:crypto alone', pureAccess, { pathNot: ['^src/', '^crypto$'] }),
  rule('access/http knows errors, access, platform/at-once, platform/http and platform/idempotency', { path: '^src/access/http/' }, { path: '^src/', pathNot: '^src/(errors|access|platform/(?:at-once|http|idempotency))/' }),
  rule('features stand on errors, access and platform', { path: '^src/features/' }, { path: '^src/', pathNot: '^src/(errors|access|platform|features)/' }),
  ...features.map((feature, i) =>
    rule(
      `${feature} imports only features before it`,
      { path: `^src/features/${feature}/` },
      { path: '^src/features/', pathNot: `^src/features/(${features.slice(0, i + 1).join('|')})/` },
    ),
  ),
  rule(
    'protocols, dialects, openapi, operations and console do not know one another',
    { path: `^src/(${doors})/` },
    { path: '^src/', pathNot: '^src/(errors|access|platform|features|$1)/' },
  ),
  rule(
    'every part is entered by its index.ts',
    { path: `^src/(${parts})/` },
    { path: `^src/(?:${parts})/`, pathNot: [`^src/(?:${parts}|access/http)/index\\.ts$`, '^src/$1/'] },
  ),
  rule('the product imports nothing of its tests and benchmark', product, { path: ['^(test|bench|scripts)/', '\\.spec\\.tsx?$'] }),
  rule('the product imports only packages that package.json declares for it', product, {
    dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
    dependencyTypesNot: ['type-only'],
  }),
];

function rule(name: string, from: IRegularForbiddenRuleType['from'], to: IRegularForbiddenRuleType['to']): IRegularForbiddenRuleType {
  return { name, severity: 'error', from, to };
}
