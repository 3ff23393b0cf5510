import { administrator } from '../harness/index.js';
import { call, type Cast } from './writer.js';

/** The people and things the writer works with, made once. */
export async function castOf(url: string): Promise<Cast> {
  const json = { 'content-type': 'application/json' };
  const post = async (path: string, cookie: string, body: unknown) => {
    const reply = await call(url, 'POST', `/api/v1/${path}`, { ...json, cookie }, JSON.stringify(body));
    if (reply.status !== 201) throw new Error(`${path} answered ${reply.status}: ${reply.text}`);
    return reply;
  };
  const admin = (await post('sessions', '', administrator)).cookie;
  const person = { login: 'grace', email: 'grace@megacorp.example', displayName: 'Grace', password: 'orchard-velvet-compass' };
  const { id } = (await post('organisations/megacorp/users', admin, person)).body;
  const { cookie } = await post('sessions', '', { login: person.login, password: person.password });
  const role = (await post('organisations/megacorp/roles', admin, { name: 'Reader', level: 'organisation', permissions: ['problem.read'] })).body;
  const { body } = await call(url, 'GET', `/api/v1/organisations/megacorp/workspace-roles?roleId=${role.id}`, { cookie: admin });
  const key = (await post('organisations/megacorp/api-keys', cookie, { name: 'always' })).body.key;
  return { admin, user: { login: person.login, password: person.password, id, cookie, key }, workspaceRoleId: body.items[0].id };
}
