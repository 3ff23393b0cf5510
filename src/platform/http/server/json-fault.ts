type Token = '{' | '}' | '[' | ']' | ',' | ':' | 'text' | 'scalar';
type State = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'in object' | 'in list' | 'end';

const value = { '{': 'first name', '[': 'first value', text: 'done', scalar: 'done' } as const;

/** What may come in each state, and what is expected then. */
const grammar: Readonly<Record<State, Readonly<Partial<Record<Token, State | 'done'>>>>> = {
  value,
  'first value': { ...value, ']': 'done' },
  name: { text: 'colon' },
  'first name': { text: 'colon', '}': 'done' },
  colon: { ':': 'value' },
  'in object': { ',': 'name', '}': 'done' },
  'in list': { ',': 'value', ']': 'done' },
  end: {},
};

const blank = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;

/**
 * Where a text stops being JSON (RFC 8259): the offset of the first character that cannot stand there, or its length
 * when it ends too early; null when it is JSON. The parser of the platform says it of some faults alone, and repeats
 * what was sent.
 */
export function jsonFault(text: string): number | null {
  const open: State[] = [];
  let state: State = 'value';
  for (let at = after(blank, text, 0); at < text.length; at = after(blank, text, at)) {
    const token = tokenAt(text, at);
    const next: State | 'done' | undefined = grammar[state][token];
    if (next === undefined) return at;
    const { end, fault } = read(text, at, token);
    if (fault) return end;
    if (token === '{' || token === '[') open.push(token === '{' ? 'in object' : 'in list');
    if (token === '}' || token === ']') open.pop();
    state = next === 'done' ? (open.at(-1) ?? 'end') : next;
    at = end;
  }
  return state === 'end' ? null : text.length;
}

/** The line and the column of an offset, both counted from 1. */
export function placeIn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

function tokenAt(text: string, at: number): Token {
  const character = text[at] as string;
  if (character === '"') return 'text';
  return '{}[],:'.includes(character) ? (character as Token) : 'scalar';
}

function read(text: string, at: number, token: Token): { end: number; fault: boolean } {
  if (token === 'text') return readText(text, at + 1);
  const end = token === 'scalar' ? after(scalar, text, at) : at + 1;
  return { end, fault: end === at };
}

function readText(text: string, begin: number): { end: number; fault: boolean } {
  for (let at = begin; at < text.length; ) {
    const character = text[at] as string;
    if (character === '"') return { end: at + 1, fault: false };
    const next = character === '\\' ? after(escaped, text, at) : at + 1;
    if (next === at || character < ' ') return { end: at, fault: true };
    at = next;
  }
  return { end: text.length, fault: true };
}

/** Behind what matches here, if anything does. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
