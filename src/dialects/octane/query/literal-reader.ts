import type { Condition, Literal } from './condition.js';
import type { Scanner } from './scanner.js';

const integer = /-?\d+(?!\d|[A-Za-z_])/y;
const word = /(?:true|false|null)(?![A-Za-z0-9_])/y;
const nullReference = /\{ *null *\}/y;
const currentUser = /\[ *current_user *\]/y;
const longestInteger = 15;

/** Reads the values of a query. */
export class LiteralReader {
  constructor(
    private readonly scanner: Scanner,
    /** Reads what stands between braces. */
    private readonly nested: () => Condition,
  ) {}

  read(): Literal {
    const { scanner } = this;
    if (scanner.take("'")) return this.text("'");
    if (scanner.take('^')) return this.text('^');
    const digits = scanner.match(integer);
    if (digits !== undefined) return this.integer(digits);
    if (scanner.match(nullReference)) return { kind: 'null' };
    if (scanner.match(currentUser)) return { kind: 'current-user' };
    const found = scanner.match(word);
    if (found) return found === 'null' ? { kind: 'null' } : { kind: 'flag', value: found === 'true' };
    if (!scanner.take('{')) throw scanner.error('a value is expected');
    const condition = this.nested();
    scanner.expect('}');
    return { kind: 'nested', condition };
  }

  private integer(text: string): Literal {
    if (text.length > longestInteger) throw this.scanner.error(`an integer has at most ${longestInteger} digits`);
    return { kind: 'integer', text };
  }

  private text(end: string): Literal {
    const parts = [''];
    const add = (character: string) => (parts[parts.length - 1] += character);
    for (;;) {
      const character = this.scanner.character();
      if (character === undefined) throw this.scanner.error(`${end} is missing at the end of a text`);
      if (character === end) return { kind: 'text', parts };
      if (character === '*') parts.push('');
      else if (character !== '\\') add(character);
      else add(this.escaped());
    }
  }

  private escaped(): string {
    const character = this.scanner.character();
    if (character === undefined) throw this.scanner.error('nothing follows the backslash');
    return character;
  }
}
