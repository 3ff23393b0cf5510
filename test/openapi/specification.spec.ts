import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { tmpdir } from 'node:os';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTE_ACCESS, type RouteAccess, securitySchemes } from '../../src/access/http/index.js';
import { specifications } from '../../src/openapi/index.js';
import { projectFolder } from '../../src/platform/http/index.js';
import { sqlite, TestServer } from '../harness/index.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { committed, type OpenApi, operationsOf, type Parameter, type Schema } from './document.js';

const document = JSON.parse(committed()) as OpenApi;
const operations = operationsOf(document);

it('the committed specifications are what the code says: run `npm run openapi` and commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-openapi-'));
  try {
    execFileSync(process.execPath, [join(projectFolder, '.test/src/cli/openapi.js'), relative(projectFolder, folder)], { stdio: 'pipe' });
    expect(readdirSync(folder).sort()).toEqual(specifications.map(({ name }) => `${name}.json`).sort());
    for (const { name } of specifications) expect(readFileSync(join(folder, `${name}.json`), 'utf8') === committed(name)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each(specifications.map(({ name }) => name))('%s.json passes the recommended rules of a linter', async (name) => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: committed(name), absoluteRef: join(projectFolder, 'openapi', `${name}.json`), config });
  // Operations that nothing can refuse have no 4xx to document, and the entrance answers by leading elsewhere.
  const isEntrance = (pointer = '') => /^#\/paths\/~1(?:sign-in|sign-in~1second-factor|sign-out)?\//.test(pointer);
  const found = problems
    .filter(({ ruleId }) => ruleId !== 'operation-4xx-response')
    .filter(({ ruleId, location }) => !(ruleId === 'operation-2xx-response' && isEntrance(location[0]?.pointer)));
  expect(found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
});

it('every operation has a readable operationId of its own and a summary', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  for (const { name, operation } of operations) {
    expect([name, operation.operationId]).toEqual([name, expect.stringMatching(/^[a-z]+([A-Z0-9][a-z0-9]*)+$/)]);
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/^[A-Z].{3,100}$/)]);
  }
});

it('every operation documents the errors it can answer', () => {
  for (const { name, operation, path } of operations) {
    const expected = [
      ...(operation.security?.length ? ['401', '403'] : []),
      ...(operation.requestBody ? ['400', '413', '415'] : []),
      ...(path.includes('{') ? ['404'] : []),
    ];
    expect([name, Object.keys(operation.responses)]).toEqual([name, expect.arrayContaining(expected)]);
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      expect([name, status, description.length > 0]).toEqual([name, status, status.startsWith('2') || description.length > 3]);
      if (path.startsWith('/api/') && Number(status) >= 400) expect([name, status, Object.keys(content ?? {})]).toEqual([name, status, ['application/problem+json']]);
    }
  }
});

it('every list takes limit and cursor', () => {
  for (const { name, operation } of operations) {
    const answer = operation.responses['200']?.content?.['application/json']?.schema?.$ref ?? '';
    if (!answer.endsWith('Page')) continue;
    expect([name, operation.parameters?.filter(({ in: place }) => place === 'query').map((each) => each.name)]).toEqual([name, expect.arrayContaining(['limit', 'cursor'])]);
  }
});

type Alternatives = Schema & { oneOf?: unknown; anyOf?: unknown };

/** Null is an example of itself, and what is nested or listed shows its own. */
function needsExample({ enum: values, $ref, allOf, type, items, properties, oneOf, anyOf }: Alternatives): boolean {
  if (type === 'object' || [type].flat().includes('null')) return false;
  return [$ref, allOf, properties, values, oneOf, anyOf, items?.$ref, items?.enum].every((shape) => shape === undefined);
}

const isOptional = ({ in: place, required }: Parameter): boolean => place !== 'path' && required !== true;

/** An example that stands as such is filled in and sent by whoever tries the call out: that of what can be left out is said in words. */
function exampleOf(parameter: Parameter): unknown {
  const { example, schema = {}, description = '' } = parameter as Parameter & { example?: unknown; schema?: Schema & { default?: unknown } };
  return (isOptional(parameter) ? /E\.g\. `/.exec(description)?.[0] : (example ?? schema.example)) ?? schema.default;
}

it('every parameter and every member is described, with an example', () => {
  const wanting: string[] = [];
  const look = (where: string, schema: Alternatives, described = schema.description) => {
    if (!described) wanting.push(`${where} has no description`);
    if (needsExample(schema) && schema.example === undefined) wanting.push(`${where} has no example`);
  };
  for (const [name, { properties = {} }] of Object.entries(document.components.schemas)) {
    for (const [member, schema] of Object.entries(properties)) look(`${name}.${member}`, schema);
  }
  for (const { name, operation } of operations) {
    for (const parameter of operation.parameters ?? []) {
      const { schema = {}, description } = parameter;
      const example = exampleOf(parameter);
      look(`${name} ?${parameter.name}`, { ...schema, ...(example !== undefined && { example }) }, description);
    }
  }
  expect([...new Set(wanting)]).toEqual([]);
});

it.each(specifications.map(({ name }) => name))('%s.json proposes no value for what can be left out of an address: what is tried out as it stands works', (name) => {
  const proposed = operationsOf(JSON.parse(committed(name)) as OpenApi).flatMap(({ name: operation, operation: { parameters = [] } }) =>
    parameters
      .filter(isOptional)
      .filter((parameter) => [parameter, parameter.schema ?? {}].some((each) => 'example' in each || 'examples' in each))
      .map((parameter) => `${operation} ${parameter.name}`),
  );
  expect(proposed).toEqual([]);
});

it.each([
  ['verifyCredential', ['key']],
  ['introspectToken', ['token']],
  ['revokeToken', ['token']],
])('the JSON body that is proposed to %s is what must be there, and no made-up epoch, client or workspace', (id, members) => {
  const { content } = (operations.find(({ operation }) => operation.operationId === id)?.operation.requestBody ?? {}) as { content?: Record<string, { example?: object }> };
  expect(Object.keys(content?.['application/json']?.example ?? {})).toEqual(members);
});

describe('security', () => {
  let server: TestServer;
  const access = new Map<string, RouteAccess>();
  beforeAll(async () => {
    server = await TestServer.start(sqlite, { bootstrap: false });
    const scanner = server.app.get(MetadataScanner, { strict: false });
    for (const { metatype } of server.app.get(DiscoveryService, { strict: false }).getControllers()) {
      // Operations of dialects have names of their own document.
      if (/shared_spaces|incorta|^authentication/.test(String(Reflect.getMetadata('path', metatype as object)))) continue;
      const prototype = metatype?.prototype as Record<string, object>;
      for (const method of scanner.getAllMethodNames(prototype)) {
        const declared = Reflect.getMetadata(ROUTE_ACCESS, prototype[method] as object) as RouteAccess | undefined;
        const { operationId } = (Reflect.getMetadata('swagger/apiOperation', prototype[method] as object) ?? {}) as { operationId?: string };
        if (declared && operationId) access.set(operationId, declared);
      }
    }
  });
  afterAll(() => server?.stop());

  it('is said of each operation as the guard enforces it', () => {
    for (const { operation } of operations) {
      const declared = access.get(operation.operationId);
      const said = { id: operation.operationId, security: operation.security?.flatMap((each) => Object.keys(each)).sort(), permissions: operation['x-required-permissions'] };
      const every = [...securitySchemes].sort();
      expect(declared).toBeDefined();
      if (declared?.kind === 'public') expect(said).toEqual({ ...said, security: [], permissions: undefined });
      else expect(said).toEqual({ ...said, security: every, permissions: declared?.kind === 'permitted' ? declared.permissions : [] });
    }
  });
});
