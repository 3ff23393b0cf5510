/**
 * better-auth with its API-key plugin, behind a bare `node:http` server: `POST /verify {key}` asks the plugin what it
 * offers for that, `auth.api.verifyApiKey`. As fast as its settings make it: no limit on requests, no telemetry, nothing
 * logged, SQLite in WAL mode with `synchronous = NORMAL` (it writes a row for each key it verifies).
 *
 * `PORT`, `DATA` (a folder), `KEYS` (how many keys to make). `GET /ready` answers `{keys}` once it can be asked.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import Database from 'better-sqlite3';
import { bodyOf } from './body-of.mjs';

const permissions = { problem: ['read'] };
const database = new Database(join(process.env.DATA, 'better-auth.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');

const auth = betterAuth({
  database,
  baseURL: `http://127.0.0.1:${process.env.PORT}`,
  secret: 'a benchmark keeps nothing that would be worth a secret',
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { disabled: true },
  plugins: [apiKey({ rateLimit: { enabled: false }, enableMetadata: false })],
});
await (await getMigrations(auth.options)).runMigrations();
const { user } = await auth.api.signUpEmail({ body: { name: 'bench', email: 'bench@example.com', password: 'measured-in-microseconds' } });
const keys = [];
for (let i = 0; i < Number(process.env.KEYS); i++) {
  keys.push((await auth.api.createApiKey({ body: { userId: user.id, name: `bench ${i}`, permissions } })).key);
}

createServer((request, response) => {
  const answer = (value) => {
    const body = JSON.stringify(value);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  };
  if (request.url === '/ready') return answer({ keys });
  bodyOf(request)
    .then(async (body) => {
      const { valid, key } = await auth.api.verifyApiKey({ body: { key: JSON.parse(body).key, permissions } });
      answer({ valid, keyId: key?.id ?? null });
    })
    .catch((error) => response.writeHead(500, { 'content-length': 0 }).end(void console.error(error)));
}).listen(Number(process.env.PORT), '127.0.0.1');
