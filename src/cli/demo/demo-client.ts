import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What the demonstration reads of answers. */
export interface Made {
  readonly id: string;
  readonly key?: string;
  readonly clientId?: string | null;
}

/** Makes things the way everybody does: by the API, as the person who has signed in. */
export class DemoClient {
  private cookie = '';

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly origin: string,
  ) {}

  async signIn(login: string, password: string): Promise<void> {
    const answer = await this.send('/api/v1/sessions', { login, password });
    this.cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  }

  async make(path: string, body: object): Promise<Made> {
    return (await this.send(`/api/v1/organisations/megacorp/${path}`, body)).json<Made>();
  }

  private async send(url: string, payload: object) {
    const headers = { origin: this.origin, cookie: this.cookie };
    const answer = await this.app.inject({ method: 'POST', url, headers, payload });
    if (answer.statusCode !== 201) throw new Error(`the demonstration could not be filled: ${url} answered ${answer.statusCode}`);
    return answer;
  }
}
