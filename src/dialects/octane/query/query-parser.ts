import type { Comparison, Condition, Literal, Operator } from './condition.js';
import { LiteralReader } from './literal-reader.js';
import { Scanner } from './scanner.js';

const longest = 12_000;
const deepest = 20;
const mostComparisons = 400;
const mostValues = 1_000;

const fieldName = /[A-Za-z_][A-Za-z0-9_]*/y;
const symbol = /<=|>=|=|<|>|(?:EQ|LT|GT|LE|GE|IN|BTW)(?![A-Za-z0-9_])/y;
const byWord: Readonly<Record<string, Operator>> = { EQ: '=', LT: '<', GT: '>', LE: '<=', GE: '>=' };

/**
 * Reads the `query` parameter. From loosest to tightest: `||`, `;`, `!`, parentheses.
 *
 *     statement  := '"' or '"'
 *     or         := and ( '||' and )*
 *     and        := unary ( ';' unary )*
 *     unary      := '!' unary | '(' or ')' | comparison
 *     comparison := field ( operator value | 'IN' value ( ',' value )* | 'BTW' value '...' value )
 *     operator   := '=' | '<' | '>' | '<=' | '>=' | 'EQ' | 'LT' | 'GT' | 'LE' | 'GE'
 *     value      := integer | 'true' | 'false' | 'null' | '{null}' | "'" text "'" | '^' text '^'
 *                 | '[current_user]' | '{' or '}'
 *
 * Within text a backslash takes the next character as it is, and `*` stands for anything.
 * @throws 400 naming the position.
 */
export function parseQuery(text: string): Condition {
  const scanner = new Scanner(text, 'query');
  if (text.length > longest) throw scanner.error(`at most ${longest} characters are read`, longest);
  return new QueryParser(scanner).statement();
}

class QueryParser {
  private depth = 0;
  private comparisons = 0;
  private readonly literals: LiteralReader;

  constructor(private readonly scanner: Scanner) {
    this.literals = new LiteralReader(scanner, () => this.nested());
  }

  statement(): Condition {
    this.scanner.expect('"');
    const condition = this.or();
    this.scanner.expect('"');
    if (!this.scanner.isAtEnd) throw this.scanner.error('nothing may follow the closing "');
    return condition;
  }

  private or(): Condition {
    return this.series('or', '||', () => this.series('and', ';', () => this.unary()));
  }

  private series(kind: 'and' | 'or', separator: string, part: () => Condition): Condition {
    const conditions = [part()];
    while (this.scanner.take(separator)) conditions.push(part());
    return conditions.length === 1 ? (conditions[0] as Condition) : { kind, conditions };
  }

  private unary(): Condition {
    if (this.scanner.take('!')) return { kind: 'not', condition: this.deeper(() => this.unary()) };
    if (!this.scanner.take('(')) return { kind: 'comparison', comparison: this.comparison() };
    const condition = this.deeper(() => this.or());
    this.scanner.expect(')');
    return condition;
  }

  private comparison(): Comparison {
    const { position } = this.scanner;
    if (++this.comparisons > mostComparisons) throw this.scanner.error(`at most ${mostComparisons} comparisons are read`, position);
    const field = this.scanner.match(fieldName);
    if (field === undefined) throw this.scanner.error('the name of a field is expected');
    const operator = this.scanner.match(symbol);
    if (operator === undefined) throw this.scanner.error('an operator is expected');
    if (operator === 'IN') return { field, position, operator, values: this.list() };
    if (operator !== 'BTW') return { field, position, operator: byWord[operator] ?? (operator as Operator), value: this.literals.read() };
    const low = this.literals.read();
    this.scanner.expect('...');
    return { field, position, operator, low, high: this.literals.read() };
  }

  private list(): Literal[] {
    const values = [this.literals.read()];
    while (this.scanner.take(',')) {
      if (values.length === mostValues) throw this.scanner.error(`at most ${mostValues} values are read`);
      values.push(this.literals.read());
    }
    return values;
  }

  /** What stands between braces. */
  private nested(): Condition {
    return this.deeper(() => this.or());
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > deepest) throw this.scanner.error(`at most ${deepest} levels are read`);
    const result = read();
    this.depth--;
    return result;
  }
}
