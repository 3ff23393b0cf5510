import { usePage } from '../context/context.js';
import { CallText } from './call-text.js';

export interface ApiCallProps {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Left out: this page's own. */
  readonly path?: string;
  /** By label. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Not for keys: a person makes it, in a session. */
  readonly person?: boolean;
}

const cookies = 'latchkey.cookies';

/** The text of the call, to be pasted into a shell. */
export function curlOf(url: string, { method = 'GET', body, person = false }: ApiCallProps, credential = '$KEY', scheme = 'Api-Key'): string {
  const lines = [
    ...(method === 'GET' ? ['curl'] : [`curl -X ${method}`]),
    person ? `  -b ${cookies}` : `  -H "Authorization: ${scheme} ${credential}"`,
    `  -H 'Accept: application/json'`,
    ...(body ? [`  -H 'Content-Type: application/json'`, `  -d ${quoted(JSON.stringify(body))}`] : []),
    `  ${quoted(url)}`,
  ];
  return lines.join(' \\\n');
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** "This page as an API call": what is shown here is what a program gets. */
export const ApiCall = (call: ApiCallProps) => {
  const { path, publicUrl } = usePage();
  const signIn = `curl -c ${cookies} -d 'login=…' -d 'password=…' ${quoted(`${publicUrl}/sign-in`)}\n\n`;
  const text = `${call.person ? signIn : ''}${curlOf(publicUrl + (call.path ?? path), call)}`;
  return (
    <details class="api-call">
      <summary>This page as an API call</summary>
      <CallText text={text} />
    </details>
  );
};
