/**
 * Breaks of the published specifications that were decided on. When the test of breaking changes names one that is meant,
 * copy its line here with the reason and commit it together with the change. Lines that accept nothing any more may go.
 */
export const acceptedBreaks: readonly { readonly line: string; readonly reason: string }[] = [
  { line: 'POST /api/v1/organisations: request.slug is required now', reason: 'it always was; the specification named no members' },
  { line: 'POST /api/v1/organisations: request.name is required now', reason: 'it always was; the specification named no members' },
  {
    line: 'GET /api/v1/organisations/{organisation}/decisions/{id}: answer 200.checks[].check can be "workspace" now',
    reason: 'a refusal in a workspace that is not there has no other check that failed',
  },
  ...[
    'POST /api/v1/organisations/{organisation}/decisions/try: answer 200.checks[].check',
    'GET /api/v1/organisations/{organisation}/decisions/{id}: answer 200.checks[].check',
    'POST /org/{organisation}/refusals/mend: answer 200.Checks[].check',
    'GET /org/{organisation}/refusals/{decision}: answer 200.Checks[].check',
  ].map((member) => ({ line: `${member} can be "permission" now`, reason: 'a refusal for want of a permission that is none has no other check that failed' })),
  ...[
    'GET /api/v1/organisations/{organisation}/decisions: answer 200.items[].code can be "secret-ended" now',
    'GET /api/v1/organisations/{organisation}/decisions/{id}: answer 200.code can be "secret-ended" now',
    'GET /api/v1/organisations/{organisation}/decisions/{id}: answer 200.checks[].check can be "secret-state" now',
    'POST /api/v1/organisations/{organisation}/decisions/try: answer 200.code can be "secret-ended" now',
    'POST /api/v1/organisations/{organisation}/decisions/try: answer 200.checks[].check can be "secret-state" now',
    'GET /org/{organisation}/refusals: answer 200.items[].Why can be "secret-ended" now',
    'GET /org/{organisation}/refusals/{decision}: answer 200.Why can be "secret-ended" now',
    'GET /org/{organisation}/refusals/{decision}: answer 200.Checks[].check can be "secret-state" now',
    'POST /org/{organisation}/refusals/mend: answer 200.Why can be "secret-ended" now',
    'POST /org/{organisation}/refusals/mend: answer 200.Checks[].check can be "secret-state" now',
  ].map((line) => ({ line, reason: 'a call with an old secret of a key that lives was said to be one with a revoked key' })),
  ...[
    'GET /api/v1/accounts: answer 200.items[].state',
    'GET /api/v1/accounts/{id}: answer 200.state',
    'PATCH /api/v1/accounts/{id}: answer 200.state',
    'GET /accounts: answer 200.items[].State',
    'POST /accounts/{id}/disable: answer 200.State',
    'POST /accounts/{id}/enable: answer 200.State',
    'POST /accounts/{id}/second-factor/reset: answer 200.State',
  ].map((member) => ({ line: `${member} can be "invited" now`, reason: 'an account that nobody has come by yet was said to be active' })),
  ...['organisation/api-key', 'problem'].map((page) => ({
    line: `GET /org/{organisation}/${page}/create: answer 200.fields[].type can be "choice" now`,
    reason: 'nobody has the version before: pages are not released',
  })),
  { line: 'POST /sign-in: request.Login is required now', reason: 'the label of the field; the name `login` is taken as before' },
  { line: 'POST /sign-in: request.login is gone', reason: 'the label of the field; the name `login` is taken as before' },
  { line: 'POST /sign-in: request.login is required now', reason: 'under its own name again, as in the native API; the label `Login` is taken as before' },
  { line: 'POST /sign-in: request.Login is gone', reason: 'under its own name again, as in the native API; the label `Login` is taken as before' },
  { line: 'POST /org/{organisation}/organisation/user/create: request.password is gone', reason: 'the label of the field; the name `password` is taken as before' },
];
