import type { Subject } from './subject.js';
import { accessTokenType, exchangeGrant } from '../tokens/oauth.js';
import { chosenSecret } from './subject.js';

/** One request to a door that has a short way. */
export interface Asked {
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer | undefined;
}

const neverIssued = 'LKaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

/** Whoever may ask, and many who may not. */
export function callersOf({ verifier, key, otherKey, keyElsewhere, serviceToken, keyPair, personCookie, basic }: Subject): [string, Record<string, string>][] {
  return [
    ['nobody', {}],
    ['a key that may verify', { authorization: `Api-Key ${verifier}` }],
    ['the same as a bearer', { authorization: `Bearer ${verifier}` }],
    ['the same in a header of its own', { 'x-api-key': verifier }],
    ['two at once', { authorization: `Api-Key ${verifier}`, 'x-api-key': otherKey.text }],
    ['a person\'s key', { authorization: `apiToken ${key.text}` }],
    ['a key of elsewhere', { authorization: `Api-Key ${keyElsewhere.text}` }],
    ['a key never issued', { authorization: `Api-Key ${neverIssued}` }],
    ['an access token', { authorization: `Bearer ${serviceToken}` }],
    ['a personal access token', { authorization: `Bearer ${keyPair.access}` }],
    ['a service key by Basic', { authorization: basic }],
    ['a person signed in', { cookie: personCookie }],
    ['a person signed in, from another site', { cookie: personCookie, 'sec-fetch-site': 'cross-site' }],
    ['a scheme nobody reads', { authorization: 'Digest x' }],
  ];
}

const json = { 'content-type': 'application/json' };
const forms = { 'content-type': 'application/x-www-form-urlencoded' };
const form = (members: Record<string, string>): string => new URLSearchParams(members).toString();

export function askedOf(subject: Subject): Asked[] {
  return [...verifications(subject), ...introspections(subject), ...tokenRequests(subject), ...forwards(subject)];
}

function shownOf({ key, otherKey, keyElsewhere, keyPair, serviceToken, incortaPair, service }: Subject): Record<string, string> {
  return {
    ...{ key: key.text, 'another key': otherKey.text, 'a key of elsewhere': keyElsewhere.text, 'an access token': keyPair.access, 'a service token': serviceToken },
    ...{ 'a paired token': incortaPair.accessToken, 'a refresh token': keyPair.refresh, 'client and secret': `${service.clientId}:${chosenSecret}` },
    ...{ 'a key never issued': neverIssued, 'a mistyped key': `${key.text.slice(0, -1)}!`, rubbish: 'rubbish', 'half a token': keyPair.access.slice(0, -20) },
  };
}

function verifications(subject: Subject): Asked[] {
  const { key, world, organisationId, workspaceId } = subject;
  const about: Record<string, unknown>[] = [
    {},
    { permissions: ['problem.read'] },
    { permissions: ['problem.read'], workspace: workspaceId },
    { permissions: ['problem.read', 'user.read', 'nothing.at-all'], workspace: workspaceId },
    { permissions: [], workspace: '999999' },
    { organisation: world.slug, permissions: ['problem.read'] },
    { organisation: organisationId },
    { organisation: 'elsewhere' },
    { minEpoch: 'rubbish' },
    { minEpoch: Buffer.from(`${organisationId}.999999`).toString('base64url') },
  ];
  const wrong: unknown[] = [{}, { key: '' }, { key: 7 }, { key: null }, { key: ['a'] }, { key: 'a', permissions: 'x' }, { key: 'a', permissions: [1] }, { key: 'a', workspace: '01' }, { key: 'a', other: 1 }, [], 'text', null, 7];
  const ask = (name: string, body: unknown, query = ''): Asked => ({ name: `verify ${name}`, path: `/api/v1/verify${query}`, headers: json, body: JSON.stringify(body) });
  return [
    ...Object.entries(shownOf(subject)).map(([name, text]) => ask(name, { key: text, permissions: ['problem.read'], workspace: workspaceId })),
    ...about.map((members) => ask(JSON.stringify(members), { key: key.text, ...members })),
    ...wrong.map((body) => ask(`of ${JSON.stringify(body)}`, body)),
    ask('with a credential in the address', { key: key.text }, `?apiToken=${subject.verifier}`),
  ];
}

function introspections(subject: Subject): Asked[] {
  const ask = (name: string, members: Record<string, string>): Asked => ({ name: `introspect ${name}`, path: '/oauth/introspect', headers: forms, body: form(members) });
  return [
    ...Object.entries(shownOf(subject)).map(([name, token]) => ask(name, { token })),
    ask('nothing', {}),
    ask('an empty token', { token: '' }),
    ask('something with members nobody knows', { token: subject.key.text, hello: 'world', token_type_hint: 'access_token' }),
    ask('with an epoch that is none', { token: subject.key.text, minEpoch: 'rubbish' }),
    ask('with an epoch to come', { token: subject.key.text, minEpoch: Buffer.from(`${subject.organisationId}.999999`).toString('base64url') }),
    ask('with client and secret in the form', { token: subject.key.text, client_id: subject.service.clientId, client_secret: chosenSecret }),
    { name: 'introspect a token given twice', path: '/oauth/introspect', headers: forms, body: 'token=a&token=b' },
    { name: 'introspect in JSON', path: '/oauth/introspect', headers: json, body: JSON.stringify({ token: subject.key.text }) },
  ];
}

function forwards({ world, workspaceId }: Subject): Asked[] {
  const queries = ['', `organisation=${world.slug}&permission=problem.read`, `workspace=${workspaceId}&permission=problem.read`, 'permission=problem.read&permission=user.read', 'organisation=elsewhere', 'workspace=01', 'workspace=999999', 'other=1'];
  return queries.map((query) => ({ name: `forward ${query}`, method: 'GET', path: `/auth/forward?${query}`, headers: {}, body: undefined }));
}

function tokenRequests({ service, otherKey }: Subject): Asked[] {
  const ask = (name: string, members: Record<string, string>): Asked => ({ name: `token: ${name}`, path: '/oauth/token', headers: forms, body: form(members) });
  const client = { client_id: service.clientId, client_secret: chosenSecret };
  return [
    ask('no grant', {}),
    ask('a grant nobody knows', { grant_type: 'password' }),
    ask('client credentials', { grant_type: 'client_credentials' }),
    ask('client credentials in the form', { grant_type: 'client_credentials', ...client }),
    ask('with a scope that is held', { grant_type: 'client_credentials', scope: 'problem.read', ...client }),
    ask('with a scope that is not', { grant_type: 'client_credentials', scope: 'organisation.update', ...client }),
    ask('with a target', { grant_type: 'client_credentials', resource: 'https://billing.example/api', ...client }),
    ask('with no target', { grant_type: 'client_credentials', resource: 'billing', ...client }),
    ask('an exchange', { grant_type: exchangeGrant, subject_token: otherKey.text, subject_token_type: accessTokenType }),
    ask('an exchange of rubbish', { grant_type: exchangeGrant, subject_token: 'rubbish', subject_token_type: accessTokenType }),
    ask('a refresh of rubbish', { grant_type: 'refresh_token', refresh_token: 'LR1001-1-rubbish' }),
    ask('too long a grant', { grant_type: 'x'.repeat(101) }),
    { name: 'token: two grants', path: '/oauth/token', headers: forms, body: 'grant_type=client_credentials&grant_type=client_credentials' },
    { name: 'token: JSON', path: '/oauth/token', headers: json, body: JSON.stringify({ grant_type: 'client_credentials', ...client }) },
  ];
}
