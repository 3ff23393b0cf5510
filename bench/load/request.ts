/** One request of a load and the answer it must get. */
export interface LoadRequest {
  /** What it is, for messages; never the credential itself. */
  readonly label: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `application/json` unless `headers` say otherwise. */
  readonly body?: string;
  readonly expect: Expectation;
}

/** What makes an answer right. */
export interface Expectation {
  readonly status: number;
  /** ASCII text the body must contain. */
  readonly contains: string;
}

/** A request as the bytes that go over the wire, made once before the load starts. */
export interface PreparedRequest {
  readonly label: string;
  readonly bytes: Buffer;
  readonly expect: Expectation;
}

/** Writes `request` as HTTP/1.1 with keep-alive. */
export function prepareRequest(request: LoadRequest): PreparedRequest {
  const headers: Record<string, string> = { host: 'localhost', accept: 'application/json', ...request.headers };
  if (request.body !== undefined) {
    headers['content-type'] ??= 'application/json';
    headers['content-length'] = String(Buffer.byteLength(request.body));
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = `${request.method} ${request.path} HTTP/1.1\r\n${lines.join('')}\r\n${request.body ?? ''}`;
  return { label: request.label, bytes: Buffer.from(text), expect: request.expect };
}
