import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Injected = Awaited<ReturnType<NestFastifyApplication['inject']>>;

export interface Answer {
  readonly status: number;
  readonly headers: Injected['headers'];
  readonly text: string;
  /** The body as JSON; tests look into it freely. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are whatever the server says
  readonly body: any;
}

export type Headers = Record<string, string | string[]>;

/** Calls the server with one credential (or none). */
export class Client {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly headers: Headers = {},
  ) {}

  with(headers: Headers): Client {
    return new Client(this.app, { ...this.headers, ...headers });
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.send('POST', path, body);
  }

  put(path: string, body?: unknown): Promise<Answer> {
    return this.send('PUT', path, body);
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.send('PATCH', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path);
  }

  /** A string or a buffer goes as it is, anything else as JSON. */
  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...this.headers };
    const payload = body === undefined ? undefined : raw ? body : JSON.stringify(body);
    const answer = await this.app.inject({ method: method as 'GET', url: path, headers, payload });
    return { status: answer.statusCode, headers: answer.headers, text: answer.payload, body: parse(answer.payload) };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
