import { invalid, parseInstant } from '../../../platform/http/index.js';
import type { ScalarField } from '../entities/resource.js';
import type { Comparison, Literal, Operator } from '../query/condition.js';
import { all, any, oneOf, type Sql, sql, type SqlValue } from '../sql/sql.js';
import { type Matching, matches } from '../sql/text-pattern.js';

const mostWildcards = 10;

const operators: Readonly<Record<Operator, Sql>> = { '=': sql`=`, '<': sql`<`, '>': sql`>`, '<=': sql`<=`, '>=': sql`>=` };

/**
 * Compares a field that holds one value. Something that is not set is neither equal to anything, nor less, nor greater:
 * a comparison is true or false and nothing third, so that `!` is its plain opposite.
 */
export function compareScalar(comparison: Comparison, field: ScalarField, t: Sql, matching: Matching): Sql {
  const { kind } = field;
  const operand = kind === 'instant' ? wholeSeconds(field.column(t)) : field.column(t);
  const value = (literal: Literal): SqlValue => valueOf(comparison, kind, literal);
  const equals = (literal: Literal): Sql => {
    if (literal.kind === 'null') return sql`${operand} IS NULL`;
    if (kind === 'text' && literal.kind === 'text' && isSpecial(literal)) return known(operand, matches(operand, bounded(comparison, literal.parts), matching));
    return known(operand, sql`${operand} = ${value(literal)}`);
  };
  if (comparison.operator === '=') return equals(comparison.value);
  if (comparison.operator === 'IN') {
    const [special, plain] = [comparison.values.filter(isSpecial), comparison.values.filter((literal) => !isSpecial(literal))];
    return any([...special.map(equals), ...(plain.length > 0 ? [known(operand, oneOf(operand, plain.map(value)))] : [])]);
  }
  if (kind === 'flag') throw wrong(comparison, 'can only be compared for equality');
  if (comparison.operator === 'BTW') return known(operand, sql`${operand} BETWEEN ${value(comparison.low)} AND ${value(comparison.high)}`);
  return known(operand, sql`${operand} ${operators[comparison.operator]} ${value(comparison.value)}`);
}

/** Not compared by `=`. */
const isSpecial = (literal: Literal): boolean => literal.kind === 'null' || (literal.kind === 'text' && literal.parts.length > 1);

/** Times are shown in whole seconds; what is shown must be found again. */
const wholeSeconds = (column: Sql): Sql => sql`(${column} - ${column} % 1000)`;

const known = (operand: Sql, condition: Sql): Sql => all([sql`${operand} IS NOT NULL`, condition]);

function valueOf(comparison: Comparison, kind: ScalarField['kind'], literal: Literal): SqlValue {
  const value = readers[kind](literal);
  if (value === undefined) throw wrong(comparison, expectations[kind]);
  return value;
}

type Reader = (literal: Literal) => string | number | undefined;

const textOf = (literal: Literal): string | undefined =>
  literal.kind === 'integer' ? literal.text : literal.kind === 'text' ? literal.parts.join('*') : undefined;

const integerOf: Reader = (literal) => {
  const text = textOf(literal) ?? '';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
};

const instantOf: Reader = (literal) => {
  const instant = literal.kind === 'text' ? parseInstant(literal.parts.join('*')) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
};

/** What a field of each kind makes of a literal; undefined: nothing. */
const readers: Readonly<Record<ScalarField['kind'], Reader>> = {
  id: integerOf,
  integer: integerOf,
  flag: (literal) => (literal.kind === 'flag' ? Number(literal.value) : undefined),
  text: textOf,
  instant: instantOf,
};

const expectations: Readonly<Record<ScalarField['kind'], string>> = {
  id: 'must be compared with ids, such as 1003',
  integer: 'must be compared with integers',
  flag: 'must be compared with true or false',
  text: "must be compared with text, such as 'text' or ^text^",
  instant: "must be compared with times, such as '2030-01-31T12:00:00Z'",
};

function bounded(comparison: Comparison, parts: readonly string[]): readonly string[] {
  if (parts.length > mostWildcards + 1) throw wrong(comparison, `is compared with text of at most ${mostWildcards} wildcards`);
  return parts;
}

/** 400 naming the field and where it stands in the query. */
export const wrong = ({ field, position }: Comparison, what: string) => invalid([{ field: `query: ${field}`, message: `${what} (position ${position})` }]);
