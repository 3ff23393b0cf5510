/** Where an answer lies in the text received so far. */
export interface Answer {
  readonly status: number;
  /** Index of the body's first character. */
  readonly bodyStart: number;
  /** Index behind the body's last character. */
  readonly end: number;
}

const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * Reads one HTTP/1.1 answer at the start of `text` (latin1, so one character is one byte). Undefined: not complete yet.
 * Understands what the measured servers send: a status line, headers, a body with `content-length`; throws on anything else.
 */
export function parseAnswer(text: string): Answer | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  if (!text.startsWith('HTTP/1.1 ')) throw new Error(`not an HTTP/1.1 answer: ${JSON.stringify(text.slice(0, 60))}`);
  const status = Number(text.slice(9, 12));
  const bodyStart = headEnd + 4;
  const end = bodyStart + bodyLength(text.slice(0, headEnd), status);
  return text.length < end ? undefined : { status, bodyStart, end };
}

function bodyLength(head: string, status: number): number {
  const length = CONTENT_LENGTH.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  if (status === 204 || status === 304) return 0;
  throw new Error(`an answer ${status} without content-length`);
}
