import type { LoadRequest } from './request.js';

/** The parts of a POST request with these fields as a form. */
export function postForm(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Pick<LoadRequest, 'method' | 'path' | 'headers' | 'body'> {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  };
}

/** The header by which a client authenticates (RFC 7617). */
export const basic = (id: string, secret: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
