import type { AppError } from '../../../errors/index.js';
import { malformedQuery } from '../octane.errors.js';

/** Reads a text from left to right; blanks between the things it reads mean nothing. */
export class Scanner {
  private at = 0;

  constructor(
    private readonly text: string,
    /** What the text is called in errors. */
    private readonly name: string,
  ) {}

  /** Where the next thing begins. */
  get position(): number {
    this.skipBlanks();
    return this.at;
  }

  get isAtEnd(): boolean {
    return this.position === this.text.length;
  }

  /** Takes `symbol` if it comes next. */
  take(symbol: string): boolean {
    if (!this.text.startsWith(symbol, this.position)) return false;
    this.at += symbol.length;
    return true;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) throw this.error(`${symbol} is expected`);
  }

  /** Takes what a sticky pattern matches, if it comes next. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** The next character, whatever it is; undefined at the end. */
  character(): string | undefined {
    return this.text[this.at++];
  }

  error(what: string, position = Math.min(this.at, this.text.length)): AppError {
    return malformedQuery(`${this.name}: ${what} (position ${position})`);
  }

  private skipBlanks(): void {
    while (this.text[this.at] === ' ') this.at++;
  }
}
