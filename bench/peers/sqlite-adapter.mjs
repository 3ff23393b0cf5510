import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * What oidc-provider keeps, in SQLite: one row a thing, prepared statements, each change durable (`synchronous = FULL`)
 * before it is answered, as Latchkey's are. Things that end are not swept here.
 */
export function sqliteAdapter(folder) {
  const database = open(folder);
  const find = database.prepare('SELECT payload, consumed, endsAt FROM thing WHERE model = ? AND id = ?');
  const upsert = database.prepare(`INSERT INTO thing (model, id, grantId, payload, endsAt) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (model, id) DO UPDATE SET grantId = excluded.grantId, payload = excluded.payload, endsAt = excluded.endsAt`);
  const consume = database.prepare('UPDATE thing SET consumed = ? WHERE model = ? AND id = ?');
  const destroy = database.prepare('DELETE FROM thing WHERE model = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM thing WHERE grantId = ?');
  const seconds = () => Math.floor(Date.now() / 1000);

  class SqliteAdapter {
    constructor(model) {
      this.model = model;
    }

    async find(id) {
      const row = find.get(this.model, id);
      if (!row || (row.endsAt !== null && row.endsAt <= seconds())) return undefined;
      const payload = JSON.parse(row.payload);
      return row.consumed === null ? payload : { ...payload, consumed: row.consumed };
    }

    async upsert(id, payload, expiresIn) {
      upsert.run(this.model, id, payload.grantId ?? null, JSON.stringify(payload), expiresIn ? seconds() + expiresIn : null);
    }

    async consume(id) {
      consume.run(seconds(), this.model, id);
    }

    async destroy(id) {
      destroy.run(this.model, id);
    }

    async revokeByGrantId(grantId) {
      revoke.run(grantId);
    }
  }
  return {
    adapter: SqliteAdapter,
    /** Many things at once, before anything is measured. */
    together: async (work) => {
      database.exec('BEGIN');
      const result = await work();
      database.exec('COMMIT');
      return result;
    },
  };
}

function open(folder) {
  const database = new Database(join(folder, 'oidc-provider.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`
    CREATE TABLE thing (model TEXT NOT NULL, id TEXT NOT NULL, grantId TEXT, payload TEXT NOT NULL, consumed INTEGER, endsAt INTEGER, PRIMARY KEY (model, id)) WITHOUT ROWID;
    CREATE INDEX ix_thing_grantId ON thing (grantId) WHERE grantId IS NOT NULL;
  `);
  return database;
}
