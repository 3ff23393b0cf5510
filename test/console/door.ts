import type { Client } from '../harness/index.js';

export const org = '/org/megacorp';
export const keys = `${org}/organisation/api-key`;

/** The same caller as a program: it asks for JSON. */
export const asProgram = (client: Client): Client => client.with({ accept: 'application/json' });

/** A form as a browser sends it, with what its fields say. */
export const asForm = (client: Client): Client => client.with({ 'content-type': 'application/x-www-form-urlencoded' });

export const encoded = (members: Record<string, string | string[]>): string =>
  new URLSearchParams(Object.entries(members).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))).toString();
