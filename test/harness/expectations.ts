import { expect } from '@jest/globals';
import type { Answer } from './client.js';
import type { TestServer } from './server.js';

/** Runs a call and expects that it has left no trace in the database. */
export async function expectUnchanged(server: TestServer, call: () => Promise<Answer>): Promise<Answer> {
  const before = await server.contents();
  const answer = await call();
  expect({ answer: answer.text, changes: changes(before, await server.contents()) }).toEqual({ answer: answer.text, changes: [] });
  return answer;
}

/** The rows that came (`+`) and went (`-`). */
function changes(before: Record<string, string[]>, after: Record<string, string[]>): string[] {
  return Object.entries(after).flatMap(([table, rows]) => {
    const old = before[table] as string[];
    const came = rows.filter((row) => !old.includes(row)).map((row) => `+ ${table} ${row.slice(0, 160)}`);
    return [...old.filter((row) => !rows.includes(row)).map((row) => `- ${table} ${row.slice(0, 160)}`), ...came];
  });
}

/** What every failure looks like (RFC 9457). */
export function expectProblem(answer: Answer, status: number, code?: string): Answer {
  expect({ status: answer.status, body: answer.text }).toMatchObject({ status });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String), requestId: answer.headers['x-request-id'] });
  expect(answer.body.type).toMatch(new RegExp(`/errors/${answer.body.code}$`));
  if (code !== undefined) expect(answer.body.code).toBe(code);
  return answer;
}

/** 400 naming the member (or one inside it). */
export function expectInvalid(answer: Answer, field: string): void {
  expectProblem(answer, 400);
  const fields: string[] = (answer.body.errors ?? []).map((error: { field: string }) => error.field);
  expect(fields.map((name) => (name.startsWith(`${field}.`) ? field : name))).toContain(field);
}

/** 401 with a challenge. */
export function expectUnauthenticated(answer: Answer): void {
  expectProblem(answer, 401, 'access.unauthenticated');
  expect(answer.headers['www-authenticate']).toMatch(/\w/);
}

/** 403 naming exactly what is missing. */
export function expectForbidden(answer: Answer, missing: readonly string[]): void {
  expectProblem(answer, 403);
  expect([...(answer.body.missingPermissions ?? [])].sort()).toEqual([...missing].sort());
}

/** 404 that says nothing more than the 404 for a thing that nowhere exists. */
export function expectHidden(answer: Answer, unknown: Answer): void {
  expectProblem(answer, 404);
  expect({ ...answer.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
}

/** The receipt of a change of power. */
export function expectReceipt({ body }: Answer): void {
  expect(body.freshness).toEqual({ epoch: expect.stringMatching(/./), nodes: expect.any(Number), waitedMs: expect.any(Number) });
}
