import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../../platform/config/index.js';
import { base62, randomText } from '../../platform/crypto/index.js';
import { DemoClient } from './demo-client.js';
import { foundMegacorp } from './founding.js';
import { type Credentials, type Person, sheet } from './sheet.js';

/** Nothing in a demonstration is a fixed secret. */
const person = (login: string, displayName: string): Person => ({
  login,
  email: `${login}@megacorp.example`,
  displayName,
  password: randomText(20, base62),
});

/** Fills an empty database with the example organisation; answers what to print. */
export async function fillMegacorp(app: NestFastifyApplication, { publicUrl, mailOutbox }: Config): Promise<string> {
  const ada = person('ada', 'Ada Lovelace');
  const grace = person('grace', 'Grace Hopper');
  const alan = person('alan', 'Alan Turing');
  await foundMegacorp(app, ada);
  const client = new DemoClient(app, new URL(publicUrl).origin);
  await client.signIn(ada.login, ada.password);
  await addPeople(client, [grace, alan]);
  const credentials = await makeKeys(client);
  for (const name of ['Disk full', 'Certificate expires']) await client.make('problems', { name, statement: `${name} on the build machine.`, workspaceId: '1002' });
  await client.make('users', { login: 'kate', email: 'kate@megacorp.example', displayName: 'Katherine Johnson' });
  return sheet(publicUrl, [ada, grace, alan], credentials, mailOutbox);
}

/** Grace is DevOps Admin in 1002 through a group; Alan is Workspace Admin in 1003 himself. */
async function addPeople(client: DemoClient, [grace, alan]: readonly [Person, Person]): Promise<void> {
  const { id: graceId } = await client.make('users', grace);
  const { id: alanId } = await client.make('users', alan);
  const { id: developers } = await client.make('groups', { name: 'Developers' });
  const { id: operators } = await client.make('groups', { name: 'Operators' });
  await client.make(`groups/${developers}/members`, { userId: graceId });
  await client.make(`groups/${operators}/members`, { userId: alanId });
  await client.make('role-assignments', { workspaceRoleId: '1028', groupId: developers });
  await client.make('role-assignments', { workspaceRoleId: '1027', groupId: operators });
  await client.make('role-assignments', { workspaceRoleId: '1037', userId: alanId });
}

/** Keys 1001 and 1002: the next one is 1003, as the documents print it. */
async function makeKeys(client: DemoClient): Promise<Credentials> {
  const personal = await client.make('profile-key', {});
  const service = await client.make('api-keys', { name: 'pipeline', kind: 'service', workspaceRoleIds: ['1009'] });
  return { key: personal.key ?? '', clientId: service.clientId ?? '', clientSecret: service.key ?? '' };
}
