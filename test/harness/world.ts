import { type Answer, type Client } from './client.js';
import type { TestServer } from './server.js';

const password = 'orchard-velvet-compass';

/** The things of one organisation that tests need, made through the API. */
export class World {
  private count = 0;
  private unentitled: Promise<TestUser> | undefined;

  private constructor(
    readonly server: TestServer,
    /** The administrator, signed in: holds `role.super`. */
    readonly admin: Client,
    readonly slug: string,
  ) {}

  static async of(server: TestServer, slug = 'megacorp'): Promise<World> {
    return new World(server, await server.signIn(), slug);
  }

  /** A second organisation, whose first super user is the administrator as well. */
  async otherOrganisation(slug = 'othercorp'): Promise<World> {
    await expectStatus(this.admin.post('/api/v1/organisations', { slug, name: slug }), 201);
    return new World(this.server, this.admin, slug);
  }

  /** An address in this organisation. */
  path(rest: string): string {
    return `/api/v1/organisations/${this.slug}/${rest}`;
  }

  async workspace(name = this.name('workspace')): Promise<string> {
    return (await expectStatus(this.admin.post(this.path('workspaces'), { name }), 201)).body.id;
  }

  async role(permissions: string[], level: 'organisation' | 'workspace' = 'workspace'): Promise<string> {
    return (await expectStatus(this.admin.post(this.path('roles'), { name: this.name('role'), level, permissions }), 201)).body.id;
  }

  /** The id of the role in a scope; without workspace: the organisation as a whole. */
  async workspaceRole(roleId: string, workspaceId?: string): Promise<string> {
    const { body } = await expectStatus(this.admin.get(this.path(`workspace-roles?limit=200&roleId=${roleId}`)), 200);
    const found = body.items.find((item: { workspaceId: string | null }) => item.workspaceId === (workspaceId ?? null));
    if (!found) throw new Error(`role ${roleId} has no scope ${workspaceId}`);
    return found.id;
  }

  /** Makes a role with these permissions and gives it; answers the id of the assignment. */
  async grant(to: { userId: string } | { groupId: string }, permissions: string[], workspaceId?: string): Promise<string> {
    const workspaceRoleId = await this.workspaceRole(await this.role(permissions), workspaceId);
    return (await expectStatus(this.admin.post(this.path('role-assignments'), { workspaceRoleId, ...to }), 201)).body.id;
  }

  async group(): Promise<string> {
    return (await expectStatus(this.admin.post(this.path('groups'), { name: this.name('group') }), 201)).body.id;
  }

  async addToGroup(groupId: string, userId: string): Promise<void> {
    await expectStatus(this.admin.post(this.path(`groups/${groupId}/members`), { userId }), 201);
  }

  /** A person who can sign in, holding these permissions for the organisation (or in one workspace). */
  async user(permissions: string[] = [], workspaceId?: string, login = this.name('user')): Promise<TestUser> {
    const person = { login, email: `${login}@megacorp.example`, displayName: login, password };
    const { body } = await expectStatus(this.admin.post(this.path('users'), person), 201);
    if (permissions.length > 0) await this.grant({ userId: body.id }, permissions, workspaceId);
    return { id: body.id, accountId: body.accountId, login, password, session: await this.server.signIn(login, password) };
  }

  /** The one member who holds nothing. */
  bystander(): Promise<TestUser> {
    return (this.unentitled ??= this.user());
  }

  /** A key made by this client; answers the body of the answer, `key` included. */
  async key(by: Client, input: Record<string, unknown> = {}): Promise<TestKey> {
    const { body } = await expectStatus(by.post(this.path('api-keys'), { name: this.name('key'), ...input }), 201);
    return { id: body.id, text: body.key, clientId: body.clientId, client: this.server.withKey(body.key ?? '') };
  }

  private name(kind: string): string {
    return `${kind}-${++this.count}-${Math.random().toString(36).slice(2, 8)}`;
  }
}

export interface TestUser {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly password: string;
  readonly session: Client;
}

export interface TestKey {
  readonly id: string;
  readonly text: string;
  readonly clientId: string | null;
  readonly client: Client;
}

/** The answer, or an error that shows it when it has another status. */
export async function expectStatus(answer: Promise<Answer>, status: number): Promise<Answer> {
  const actual = await answer;
  if (actual.status !== status) throw new Error(`expected ${status}, got ${actual.status}: ${actual.text}`);
  return actual;
}
