import type { QueryRunner } from 'typeorm';

/** Rows written by one statement. */
const batch = 400;

/** Writes into one column of a table what `make` makes of another, where that holds something. */
export async function fillColumn(runner: QueryRunner, table: string, from: string, to: string, make: (text: string) => string): Promise<void> {
  for (let after = 0; ; ) {
    const rows = (await runner.query(`SELECT id, ${from} AS text FROM ${table} WHERE id > ? AND ${from} IS NOT NULL ORDER BY id LIMIT ${batch}`, [after])) as { id: number; text: string }[];
    const last = rows.at(-1);
    if (!last) return;
    const cases = rows.map(() => 'WHEN ? THEN ?').join(' ');
    const values = rows.flatMap((row) => [row.id, make(row.text)]);
    await runner.query(`UPDATE ${table} SET ${to} = CASE id ${cases} ELSE ${to} END WHERE id > ? AND id <= ?`, [...values, after, last.id]);
    after = last.id;
  }
}
