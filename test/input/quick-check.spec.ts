import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { AppModule } from '../../src/app.module.js';
import { QuickCheck } from '../../src/platform/http/validation/quick-check.js';
import { thoroughCheck } from '../../src/platform/http/validation/request-validation.js';
import { IntrospectionRequest } from '../../src/protocols/oauth/introspection.dto.js';
import { TokenRequest } from '../../src/protocols/oauth/token.dto.js';
import { VerifyRequest } from '../../src/protocols/verify/verify.dto.js';

type RequestClass = new () => object;

/** Loading it declares every request there is. */
const { name: loaded } = AppModule;
const rules = getMetadataStorage() as unknown as { validationMetadatas: Map<RequestClass, unknown[]> };
const classes = [...rules.validationMetadatas.keys()];
const quick = classes.flatMap((type) => QuickCheck.of(type) ?? []).length;

const thorough = thoroughCheck({ forbidNonWhitelisted: true });

/** Right for some member of some request, or wrong in a way that has fooled a check before. */
const values: unknown[] = [
  ...['', ' ', 'a', 'megacorp', 'Ada Lovelace', '1003', '0', '-1', '1e3', '1003\n', 'problem.read', 'personal', 'service', 'active', 'disabled', 'client_credentials', 'refresh_token'],
  ...['ada@megacorp.example', '2030-01-31T12:00:00Z', '2030-02-30T00:00:00Z', 'true', 'null', '__proto__', 'constructor', 'x'.repeat(31), 'x'.repeat(101), 'x'.repeat(9_000), 'a\0b', '\ud800', '𝒳'.repeat(100)],
  ...[0, 1, -1, 1.5, 50, 1e21, Number.MAX_SAFE_INTEGER, true, false, null, undefined, [], {}, [[]], [{}], { length: 1, 0: 'a' }, { toString: 'x' }],
  ...[['1003'], ['1003', '1003'], ['1003', '1004'], [1003], [null], ['problem.read'], ['problem.read', 'problem.create'], Array.from({ length: 600 }, (_, i) => `p.${i}`), [['1']], ['x'.repeat(101)]],
];

/** A small generator of numbers, so that a failure can be seen again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function judged(type: RequestClass, request: object): Promise<unknown> {
  try {
    return await thorough.transform(structuredClone(request), { type: 'body', metatype: type });
  } catch {
    return undefined;
  }
}

const membersOf = (type: RequestClass): string[] => [
  ...new Set(getMetadataStorage().getTargetValidationMetadatas(type, undefined as never, false, false).map(({ propertyName }) => propertyName)),
];

describe('what the quick check takes, class-validator takes and class-transformer makes alike', () => {
  it('is asked about nearly every request of this server, those of the hot doors among them', () => {
    expect(loaded).toBe('AppModule');
    expect(classes.length).toBeGreaterThan(40);
    expect(quick).toBeGreaterThan(classes.length / 2);
    for (const type of [VerifyRequest, IntrospectionRequest, TokenRequest]) expect(QuickCheck.of(type)).toBeDefined();
  });

  it.each(classes.map((type) => [type.name, type] as const))('%s', async (_name, type) => {
    const check = QuickCheck.of(type);
    if (!check) return;
    const members = membersOf(type);
    const draw = random(members.length + type.name.length);
    const requests: object[] = [{}, { unheardOf: 1 }];
    // Each member alone with each value, then many together.
    for (const member of members) for (const value of values) requests.push({ [member]: value });
    for (let i = 0; i < 400; i++) requests.push(Object.fromEntries(members.filter(() => draw(4) > 0).map((member) => [member, values[draw(values.length)]])));
    for (const request of requests) {
      const taken = check.take(structuredClone(request));
      if (taken === undefined) continue;
      const other = await judged(type, request);
      expect({ request, made: other }).toEqual({ request, made: taken });
      expect(Object.getPrototypeOf(taken)).toBe(type.prototype);
      expect(Object.keys(taken)).toEqual(Object.keys(other as object));
    }
  });
});

it('takes the requests that these doors get all day', () => {
  const key = 'LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg';
  expect(QuickCheck.of(VerifyRequest)?.take({ key, permissions: ['problem.read'], workspace: '1001' })).toEqual({ key, permissions: ['problem.read'], workspace: '1001' });
  expect(QuickCheck.of(IntrospectionRequest)?.take({ token: key })).toEqual({ token: key });
  expect(QuickCheck.of(TokenRequest)?.take({ grant_type: 'client_credentials' })).toEqual({ grant_type: 'client_credentials' });
});

it('leaves to the thorough one what it is not sure of', () => {
  const check = QuickCheck.of(VerifyRequest);
  for (const request of [{}, { key: '' }, { key: 7 }, { key: 'a', other: 1 }, { key: 'a', permissions: ['x', 7] }, { key: 'a', permissions: 'x' }, { key: 'a', workspace: '01' }, { key: 'a', permissions: null }]) {
    expect(check?.take(request)).toBeUndefined();
  }
});
