import type { Answer } from '../harness/index.js';
import type { Subject } from './subject.js';

/** Which credential stands behind a door; tokens are apart from the key they were got with. */
export type Behind = 'key' | 'key tokens' | 'other key' | 'profile key' | 'incorta pair' | 'person' | 'service key' | 'service tokens' | 'elsewhere';

export interface Door {
  readonly name: string;
  readonly behind: Behind;
  /** It looks at what the credential may do, not only at whether it lives. */
  readonly needsPower: boolean;
  readonly tries: (subject: Subject) => Promise<boolean>;
}

const octaneRoles = ({ organisationId }: Subject) => `/api/shared_spaces/${organisationId}/roles?limit=1`;

/** 200 or not: anything that is neither acceptance nor a clear refusal is a mistake of the server. */
async function accepted(answer: Promise<Answer>, ...refusals: number[]): Promise<boolean> {
  const { status, text } = await answer;
  if (status === 200 || status === 201) return true;
  if ([401, 403, ...refusals].includes(status)) return false;
  throw new Error(`neither accepted nor refused: ${status} ${text}`);
}

const calls = (name: string, behind: Behind, headers: (subject: Subject) => Record<string, string>, path = (subject: Subject) => subject.path('problems')): Door => ({
  name,
  behind,
  needsPower: true,
  // A person without membership is told that there is no such organisation.
  tries: (subject) => accepted(subject.server.client(headers(subject)).get(path(subject)), ...(behind === 'person' ? [404] : [])),
});

const asks = (name: string, behind: Behind, text: (subject: Subject) => string): Door => ({
  name: `verify of ${name}`,
  behind,
  needsPower: true,
  async tries(subject) {
    const question = { key: text(subject), permissions: ['problem.read'], workspace: subject.workspaceId };
    const answer = subject.server.client({ 'x-api-key': subject.verifier }).post('/api/v1/verify', question);
    return (await accepted(answer)) && (await answer).body.valid === true;
  },
});

const introspects = (name: string, behind: Behind, text: (subject: Subject) => string): Door => ({
  name: `introspection of ${name}`,
  behind,
  needsPower: false,
  async tries(subject) {
    const answer = subject.oauth.introspect(text(subject), { 'x-api-key': subject.verifier });
    return (await accepted(answer)) && (await answer).body.active === true;
  },
});

/** The token in a cookie of the octane door: the same kind as any other session's. */
const tokenOf = (cookies: string): string => /LWSSO_COOKIE_KEY=([^;]+)/.exec(cookies)?.[1] ?? '';

const ofKey: Door[] = [
  calls('Authorization: Api-Key', 'key', ({ key }) => ({ authorization: `Api-Key ${key.text}` })),
  calls('Authorization: apiToken', 'key', ({ key }) => ({ authorization: `apiToken ${key.text}` })),
  calls('?apiToken=', 'key', () => ({}), (subject) => `${subject.path('problems')}?apiToken=${subject.key.text}`),
  calls('X-API-Key', 'key', ({ key }) => ({ 'x-api-key': key.text })),
  calls('Authorization: Bearer with a key', 'key', ({ key }) => ({ authorization: `Bearer ${key.text}` })),
  calls('the pages door', 'key', ({ key }) => ({ authorization: `Api-Key ${key.text}`, accept: 'application/json' }), ({ world }) => `/org/${world.slug}/problem/`),
  calls('the octane door with a key', 'key', ({ key }) => ({ authorization: `Api-Key ${key.text}` }), octaneRoles),
  asks('a key', 'key', ({ key }) => key.text),
  introspects('a key', 'key', ({ key }) => key.text),
  {
    name: 'exchange of a key',
    behind: 'key',
    needsPower: false,
    tries: ({ oauth, key }) => accepted(oauth.exchange(key.text), 400),
  },
];

const ofTokens: Door[] = [
  calls('an access token', 'key tokens', ({ keyPair }) => ({ authorization: `Bearer ${keyPair.access}` })),
  calls('the pages door with an access token', 'key tokens', ({ keyPair }) => ({ authorization: `Bearer ${keyPair.access}`, accept: 'application/json' }), ({ world }) => `/org/${world.slug}/problem/`),
  asks('an access token', 'key tokens', ({ keyPair }) => keyPair.access),
  introspects('an access token', 'key tokens', ({ keyPair }) => keyPair.access),
  introspects('a refresh token', 'key tokens', ({ keyPair }) => keyPair.refresh),
  {
    name: 'refreshing',
    behind: 'key tokens',
    needsPower: false,
    async tries(subject) {
      const answer = subject.oauth.refresh(subject.keyPair.refresh);
      if (!(await accepted(answer, 400))) return false;
      const { body } = await answer;
      subject.keyPair = { access: body.access_token, refresh: body.refresh_token };
      return true;
    },
  },
];

const ofProfileKey: Door[] = [
  calls('a profile key', 'profile key', ({ profileKey }) => ({ 'x-api-key': profileKey.text })),
  calls('the access token of a pair', 'incorta pair', ({ incortaPair }) => ({ authorization: `Bearer ${incortaPair.accessToken}` })),
  asks('the access token of a pair', 'incorta pair', ({ incortaPair }) => incortaPair.accessToken),
  introspects('the refresh token of a pair', 'incorta pair', ({ incortaPair }) => incortaPair.refreshToken),
  {
    name: 'a proof of the profile key',
    behind: 'incorta pair',
    needsPower: false,
    tries: (subject) => accepted(subject.askForIncortaPair()),
  },
  {
    name: 'refreshing a pair',
    behind: 'incorta pair',
    needsPower: false,
    async tries(subject) {
      const { accessToken, refreshToken } = subject.incortaPair;
      const answer = subject.server.client().post('/incorta/api/v1/tokens/refresh', { accessToken, refreshToken });
      if (!(await accepted(answer))) return false;
      subject.incortaPair = (await answer).body;
      return true;
    },
  },
];

const ofPerson: Door[] = [
  { ...calls('a session', 'person', () => ({})), tries: (subject) => accepted(subject.person.session.get(subject.path('problems')), 404) },
  calls("a person's octane cookie", 'person', ({ personCookie }) => ({ cookie: personCookie }), octaneRoles),
  asks('a session', 'person', ({ personCookie }) => tokenOf(personCookie)),
  introspects('a session', 'person', ({ personCookie }) => tokenOf(personCookie)),
];

const ofService: Door[] = [
  calls('Authorization: Basic', 'service key', ({ basic }) => ({ authorization: basic })),
  calls('Authorization: Basic at the octane door', 'service key', ({ basic }) => ({ authorization: basic }), octaneRoles),
  calls('Authorization: Basic at the pages door', 'service key', ({ basic }) => ({ authorization: basic, accept: 'application/json' }), ({ world }) => `/org/${world.slug}/problem/`),
  { name: 'client credentials', behind: 'service key', needsPower: false, tries: (subject) => accepted(subject.askForServiceToken(), 400) },
  calls("a service key's octane cookie", 'service tokens', ({ serviceCookie }) => ({ cookie: serviceCookie }), octaneRoles),
  asks("a service key's octane cookie", 'service tokens', ({ serviceCookie }) => tokenOf(serviceCookie)),
  introspects("a service key's octane cookie", 'service tokens', ({ serviceCookie }) => tokenOf(serviceCookie)),
  calls('the access token of a service key', 'service tokens', ({ serviceToken }) => ({ authorization: `Bearer ${serviceToken}` })),
  introspects('the access token of a service key', 'service tokens', ({ serviceToken }) => serviceToken),
];

const ofOthers: Door[] = [
  calls('another key of the same owner', 'other key', ({ otherKey }) => ({ 'x-api-key': otherKey.text })),
  calls('her key in another organisation', 'elsewhere', ({ keyElsewhere }) => ({ 'x-api-key': keyElsewhere.text }), ({ elsewhere }) => elsewhere.path('problems')),
  {
    name: 'her session in another organisation',
    behind: 'elsewhere',
    needsPower: true,
    tries: ({ person, elsewhere }) => accepted(person.session.get(elsewhere.path('problems')), 404),
  },
];

/** Every way in, with what stands behind it. */
export const doors: readonly Door[] = [...ofKey, ...ofTokens, ...ofProfileKey, ...ofPerson, ...ofService, ...ofOthers];
