import { createHash } from 'node:crypto';
import { type Client, expectStatus, type TestServer, type TestUser, type World } from '../harness/index.js';
import { OAuth, type Pair } from '../tokens/oauth.js';

export const chosenSecret = 'Zq7!vNx2#LmT9pRw';
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

export interface IncortaPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * One person with every kind of credential, in an organisation of her own making, and a service key beside her; and the
 * same person in another organisation. What she and the service key may do comes from one role in one workspace.
 */
export class Subject {
  private static count = 0;

  readonly oauth: OAuth;
  organisationId: string;
  workspaceId: string;
  roleId: string;
  groupId: string;
  /** Of the group. */
  assignmentId: string;
  person: TestUser;
  key: { id: string; text: string };
  otherKey: { id: string; text: string };
  profileKey: { id: string; text: string };
  service: { id: string; clientId: string };
  keyElsewhere: { id: string; text: string };
  verifier: string;

  keyPair: Pair;
  serviceToken: string;
  incortaPair: IncortaPair;
  personCookie: string;
  serviceCookie: string;

  private constructor(
    readonly server: TestServer,
    readonly world: World,
    readonly elsewhere: World,
  ) {
    this.oauth = new OAuth(server);
  }

  static async make(server: TestServer, elsewhere: World): Promise<Subject> {
    const world = await elsewhere.otherOrganisation(`corp-${++this.count}`);
    const subject = new Subject(server, world, elsewhere);
    await subject.furnish();
    await subject.present();
    return subject;
  }

  /** A call of the organisation's administrator. */
  get admin(): Client {
    return this.world.admin;
  }

  path(rest: string): string {
    return this.world.path(rest);
  }

  private async furnish(): Promise<void> {
    const { world, elsewhere } = this;
    this.organisationId = (await expectStatus(this.admin.get(`/api/v1/organisations/${world.slug}`), 200)).body.id;
    this.workspaceId = await world.workspace();
    this.roleId = await world.role(['problem.read', 'role.read']);
    const workspaceRoleId = await world.workspaceRole(this.roleId, this.workspaceId);
    this.person = await world.user();
    this.groupId = await world.group();
    await world.addToGroup(this.groupId, this.person.id);
    this.assignmentId = (await expectStatus(this.admin.post(this.path('role-assignments'), { workspaceRoleId, groupId: this.groupId }), 201)).body.id;
    await this.letMakeKeysByRightAlone();
    this.key = await world.key(this.person.session);
    this.otherKey = await world.key(this.person.session);
    const profile = (await expectStatus(this.person.session.post(this.path('profile-key')), 201)).body;
    this.profileKey = { id: profile.id, text: profile.key };
    const service = await world.key(this.admin, { name: 'machine', kind: 'service', workspaceRoleIds: [workspaceRoleId], clientSecret: chosenSecret });
    this.service = { id: service.id, clientId: service.clientId as string };
    const asking = await world.workspaceRole(await world.role(['credential.verify'], 'organisation'));
    this.verifier = (await world.key(this.admin, { name: 'verifier', kind: 'service', workspaceRoleIds: [asking] })).text;
    await this.joinElsewhere(elsewhere);
  }

  private async letMakeKeysByRightAlone(): Promise<void> {
    await expectStatus(this.admin.patch(`/api/v1/organisations/${this.world.slug}`, { keyCreation: 'enabled' }), 200);
    await expectStatus(this.admin.put(this.path('key-rights'), { userIds: [this.person.id], groupIds: [], enabled: true }), 200);
  }

  /** The same account in another organisation, with a key there. */
  private async joinElsewhere(elsewhere: World): Promise<void> {
    const { login } = this.person;
    const { body } = await expectStatus(this.admin.post(elsewhere.path('users'), { login, email: `${login}@megacorp.example`, displayName: login }), 201);
    const [mail] = (await this.server.mailsTo(`${login}@megacorp.example`)).slice(-1);
    const token = /^\d+\.[\w-]{43}$/m.exec(mail?.text ?? '')?.[0];
    await expectStatus(this.server.client().post('/api/v1/invitations/accept', { token, password: this.person.password }), 200);
    await elsewhere.grant({ userId: body.id }, ['problem.read']);
    this.keyElsewhere = await elsewhere.key(this.person.session);
  }

  /** Gets what is got with a credential. */
  private async present(): Promise<void> {
    this.keyPair = await this.oauth.pair(this.key.text);
    this.serviceToken = (await expectStatus(this.askForServiceToken(), 200)).body.access_token;
    this.incortaPair = (await expectStatus(this.askForIncortaPair(), 201)).body;
    this.personCookie = await this.octaneSignIn({ user: this.person.login, password: this.person.password });
    this.serviceCookie = await this.octaneSignIn({ client_id: this.service.clientId, client_secret: chosenSecret });
  }

  askForServiceToken() {
    return this.oauth.credentials({ authorization: this.basic });
  }

  askForIncortaPair() {
    const timestamp = this.server.clock.now();
    const requestHash = sha256(this.profileKey.text + String(timestamp));
    return this.server.client().post('/incorta/api/v1/tokens', { tenantName: this.world.slug, loginName: this.person.login, requestHash, timestamp });
  }

  get basic(): string {
    return `Basic ${Buffer.from(`${this.service.clientId}:${chosenSecret}`).toString('base64')}`;
  }

  private async octaneSignIn(credential: object): Promise<string> {
    const { headers } = await expectStatus(this.server.client().post('/authentication/sign_in', credential), 200);
    return [headers['set-cookie']].flat().map((cookie) => String(cookie).split(';')[0]).join('; ');
  }
}
