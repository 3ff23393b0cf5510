import { Authenticator, expectStatus, World } from '../harness/index.js';
import type { TestServer, TestUser } from '../harness/index.js';

/** What was told to a caller one time and must be nowhere in clear. */
export interface Told {
  readonly key: string;
  readonly revealableKey: string;
  readonly serviceKey: string;
  readonly clientSecret: string;
  readonly password: string;
  readonly sessionToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly totpSecret: string;
  readonly recoveryCode: string;
}

export interface Filled {
  readonly world: World;
  readonly user: TestUser;
  readonly told: Told;
}

const clientSecret = 'Zq7!vNx2#LmT9pRw';
const password = 'violet-anchor-midnight-34';

/** A server with something in (nearly) every table. */
export async function fill(server: TestServer): Promise<Filled> {
  const world = await World.of(server);
  const user = await world.user(['problem.read', 'problem.create']);
  const group = await world.group();
  await world.addToGroup(group, user.id);
  await world.grant({ groupId: group }, ['role.read'], await world.workspace());
  await expectStatus(world.admin.post(world.path('permissions'), { name: 'billing:invoice.pay', description: 'Pay invoices' }), 201);
  await expectStatus(user.session.post(world.path('problems'), { name: 'Disk full', statement: 'No space' }), 201);
  const login = 'violet';
  await expectStatus(world.admin.post(world.path('users'), { login, email: 'violet@megacorp.example', displayName: 'Violet', password }), 201);
  const signedIn = await expectStatus(server.client().post('/api/v1/sessions', { login, password }), 201);
  await server.client().post('/api/v1/sessions', { login, password: 'wrong-harbour-lantern' });
  const key = await world.key(user.session);
  const revealable = await world.key(user.session, { revealable: true });
  const roles = { kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] };
  await world.key(world.admin, { ...roles, clientSecret });
  const service = await world.key(world.admin, roles);
  const replaced = await world.key(user.session);
  await expectStatus(user.session.post(world.path(`api-keys/${replaced.id}/rotate`), { overlapSeconds: 3600 }), 200);
  await expectStatus(replaced.client.get(world.path('problems')), 200);
  const exchange = { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: key.text, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
  const { body: tokens } = await expectStatus(server.client().post('/oauth/token', exchange), 200);
  const { body: revoked } = await expectStatus(server.client().post('/oauth/token', exchange), 200);
  await expectStatus(server.client().post('/oauth/revoke', { token: revoked.access_token }), 200);
  const { body: begun } = await expectStatus(user.session.post('/api/v1/me/second-factor/begin', { password: user.password }), 200);
  const confirming = user.session.post('/api/v1/me/second-factor/confirm', { totp: new Authenticator(begun.secret, server.clock).code() });
  const { body: confirmed } = await expectStatus(confirming, 200);
  return {
    world,
    user,
    told: {
      key: key.text,
      revealableKey: revealable.text,
      serviceKey: service.text,
      clientSecret,
      password,
      sessionToken: /=([^;]+)/.exec(String(signedIn.headers['set-cookie']))?.[1] ?? '',
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      totpSecret: begun.secret,
      // As it is stored, were it stored in clear.
      recoveryCode: confirmed.recoveryCodes[0].replaceAll('-', ''),
    },
  };
}
