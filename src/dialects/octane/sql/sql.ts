export type SqlValue = string | number | null;

/** A piece of SQL with the values of its `?`. Pieces are made in this file alone, so no value ever gets into the text. */
export type Sql = Piece;

class Piece {
  constructor(
    readonly text: string,
    readonly parameters: readonly SqlValue[],
  ) {}
}

/** `sql\`name = ${value}\``: pieces are put in as they are, values become parameters. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  let text = strings[0] as string;
  const parameters: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (part instanceof Piece) {
      text += part.text;
      parameters.push(...part.parameters);
    } else {
      text += '?';
      parameters.push(part);
    }
    text += strings[index + 1] as string;
  });
  return new Piece(text, parameters);
}

/** The pieces with a separator between them. */
export const joined = (pieces: readonly Sql[], separator: Sql): Sql =>
  new Piece(pieces.map(({ text }) => text).join(separator.text), pieces.flatMap(({ parameters }) => parameters));

/** All of these hold; none: always. */
export const all = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`1 = 1` : balanced(conditions, sql` AND `));

/** One of these holds; none: never. */
export const any = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`1 = 0` : balanced(conditions, sql` OR `));

/** Halves in parentheses: a chain of a thousand would be nested a thousand deep, and SQLite reads no more. */
function balanced(conditions: readonly Sql[], operator: Sql): Sql {
  if (conditions.length <= 8) return sql`(${joined(conditions, operator)})`;
  const middle = conditions.length >> 1;
  return sql`(${balanced(conditions.slice(0, middle), operator)}${operator}${balanced(conditions.slice(middle), operator)})`;
}

/** One of these values; none: never. */
export const oneOf = (operand: Sql, values: readonly SqlValue[]): Sql =>
  values.length === 0 ? sql`1 = 0` : sql`${operand} IN (${joined(values.map((value) => sql`${value}`), sql`, `)})`;

/** The name of the n-th table of a statement. */
export const tableName = (n: number): Sql => new Piece(`t${n}`, []);

/** The name of the n-th column of a result; `columnKey` is how its rows call it. */
export const columnName = (n: number): Sql => new Piece(columnKey(n), []);
export const columnKey = (n: number): string => `c${n}`;
