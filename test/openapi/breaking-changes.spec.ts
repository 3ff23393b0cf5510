import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { specifications } from '../../src/openapi/index.js';
import { projectFolder } from '../../src/platform/http/index.js';
import { acceptedBreaks } from './accepted-breaks.js';
import { breakingChanges } from './breaking-changes.js';
import { committed, type OpenApi } from './document.js';

/** `OPENAPI_BASE` names a tag or commit to compare with (a release); else what stood before the last commit that changed the file. */
function baseOf(file: string): OpenApi | undefined {
  const git = (...parameters: string[]) =>
    execFileSync('git', parameters, { cwd: projectFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 }).trim();
  try {
    const changed = git('status', '--porcelain', '--', file) !== '';
    const base = process.env['OPENAPI_BASE'] ?? git('log', '-2', '--format=%H', '--', file).split('\n')[changed ? 0 : 1];
    return base ? (JSON.parse(git('show', `${base}:${file}`)) as OpenApi) : undefined;
  } catch {
    return undefined; // an archive without history, or the first version
  }
}

it.each(specifications.map(({ name }) => name))('%s.json breaks no client of the version before, unless that was decided', (name) => {
  const base = baseOf(`openapi/${name}.json`);
  const breaks = base ? breakingChanges(base, JSON.parse(committed(name)) as OpenApi) : [];
  const accepted = new Set(acceptedBreaks.map(({ line }) => line));
  expect(breaks.filter((line) => !accepted.has(line))).toEqual([]);
});

const request = (required: string[], properties: object) => ({ requestBody: { content: { 'application/json': { schema: { required, properties } } } } });
const answer = (required: string[], properties: object) => ({ responses: { '200': { description: '', content: { 'application/json': { schema: { required, properties } } } } } });
const limit = { in: 'query', name: 'limit', schema: { type: 'integer' } };
const name = { name: { type: ['string', 'null'] } };
const kind = { kind: { type: 'string', enum: ['a', 'b'] } };
const id = { id: { type: 'string' } };
const state = { state: { type: 'string', enum: ['on', 'off'] } };
const makeThing = { operationId: 'makeThing', parameters: [limit], ...request(['name'], { ...name, ...kind }), ...answer(['id'], { ...id, ...state }) };
const documentOf = (changes: object = {}) => ({ paths: { '/things': { post: { ...makeThing, ...changes } } }, components: { schemas: {} } }) as unknown as OpenApi;

it.each([
  ['another operationId', { operationId: 'createThing' }, 'operationId was makeThing, is createThing'],
  ['a parameter that is gone', { parameters: [] }, 'parameter limit is gone'],
  ['a new parameter that is required', { parameters: [limit, { in: 'query', name: 'q', required: true }] }, 'parameter q is required now'],
  ['a parameter of a narrower type', { parameters: [{ ...limit, schema: { type: 'boolean' } }] }, 'parameter limit no longer takes integer'],
  ['a member that is no longer taken', request(['name'], name), 'request.kind is gone'],
  ['a member that is required now', request(['name', 'kind'], { ...name, ...kind }), 'request.kind is required now'],
  ['a member of a narrower type', request(['name'], { name: { type: 'string' }, ...kind }), 'request.name no longer takes null'],
  ['a value that is no longer taken', request(['name'], { ...name, kind: { type: 'string', enum: ['a'] } }), 'request.kind no longer takes "b"'],
  ['an answer that is gone', { responses: {} }, 'answer 200 is gone'],
  ['a member that is no longer answered', answer(['id'], id), 'answer 200.state is gone'],
  ['a member that can be missing', answer([], { ...id, ...state }), 'answer 200.id can be missing now'],
  ['a member of a wider type', answer(['id'], { id: { type: ['string', 'null'] }, ...state }), 'answer 200.id can be null now'],
  ['a value that did not come before', answer(['id'], { ...id, state: { type: 'string', enum: ['on', 'off', 'idle'] } }), 'answer 200.state can be "idle" now'],
])('a break is seen: %s', (_, changes, line) => {
  expect(breakingChanges(documentOf(), documentOf(changes))).toEqual([`POST /things: ${line}`]);
});

it('an operation that is gone is a break, additions are none', () => {
  const empty = { paths: {}, components: { schemas: {} } } as unknown as OpenApi;
  expect(breakingChanges(documentOf(), empty)).toEqual(['POST /things: is gone']);
  expect(breakingChanges(empty, documentOf())).toEqual([]);
  const more = {
    parameters: [limit, { in: 'query', name: 'q' }],
    ...request(['name'], { ...name, kind: { type: 'string', enum: ['a', 'b', 'c'] }, note: { type: 'string' } }),
    ...answer(['id', 'at'], { ...id, ...state, at: { type: 'string' } }),
  };
  expect(breakingChanges(documentOf(), documentOf(more))).toEqual([]);
});
