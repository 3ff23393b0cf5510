/** One parameterised statement; `?` stands for a parameter on both databases. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * A reading of facts, written once for both databases: a generator that yields statements and is handed their rows.
 * SQLite runs it synchronously inside one snapshot, MySQL awaits each statement inside one snapshot.
 */
export type Load<T> = Generator<Statement, T, unknown[]>;

/** Rows of one statement: `const rows = yield* select<Row>('SELECT …', [id])`. */
export function* select<Row>(sql: string, parameters: readonly unknown[]): Load<Row[]> {
  return (yield { sql, parameters }) as Row[];
}
