/** Requests under way at once while keys are made. */
const CONCURRENCY = 16;

/** Signs in and answers the `Cookie` header of the session. `address` ends with `/api/v1`. */
export async function signIn(address: string, account: { login: string; password: string }): Promise<string> {
  const answer = await post(`${address}/sessions`, {}, account);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]!);
  if (cookies.length === 0) throw new Error('signing in set no cookie');
  return cookies.join('; ');
}

/** What `makeKeys` needs to know. */
export interface KeyOrder {
  readonly address: string;
  readonly cookie: string;
  readonly organisation: string;
  readonly permissions: readonly string[];
  readonly count: number;
}

/** Makes personal API keys through the API and answers their texts. */
export async function makeKeys(order: KeyOrder): Promise<string[]> {
  const keys: string[] = [];
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (begun < order.count) {
      begun += 1;
      const url = `${order.address}/organisations/${order.organisation}/api-keys`;
      const answer = await post(url, { cookie: order.cookie }, { name: `bench ${begun}`, permissions: order.permissions });
      keys.push(((await answer.json()) as { key: string }).key);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return keys;
}

async function post(url: string, headers: Record<string, string>, body: object): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
