import { readFileSync } from 'node:fs';
import { expectStatus, type World } from '../../harness/index.js';

/** Pages about one thing: which one to look at. By the address in openapi/pages.json. */
const things: Readonly<Record<string, (world: World) => Promise<string>>> = {
  '/org/{organisation}/organisation/api-access/{id}': async (world) => {
    const role = await world.role(['problem.read']);
    return (await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await world.workspaceRole(role)] })).id;
  },
  '/org/{organisation}/organisation/api-key/{id}': async (world) => (await world.key(world.admin)).id,
  '/org/{organisation}/organisation/user/{id}': async (world) => (await world.user(['problem.read', 'audit.read'])).id,
  '/org/{organisation}/organisation/group/{id}': groupWithRole,
  '/org/{organisation}/organisation/role/{id}': async (world) => world.role(['problem.read']),
  '/org/{organisation}/organisation/workspace/{id}': workspaceWithRole,
  '/org/{organisation}/attention/{kind}': async () => 'unbounded',
  '/org/{organisation}/refusals/{decision}': async (world) => (await expectStatus((await world.bystander()).session.get(world.path('decisions')), 403)).body.decisionId,
};

/** Addresses that are no pages. */
const others: ReadonlySet<string> = new Set(['/', '/setup', '/sign-in', '/sign-in/second-factor']);

interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every page that can be looked at, as the specification knows them: its name for people, and where it is. */
export async function everyPage(world: World): Promise<{ readonly name: string; readonly address: string }[]> {
  const { paths } = JSON.parse(readFileSync('openapi/pages.json', 'utf8')) as Specification;
  const pages = Object.keys(paths).filter((path) => 'get' in (paths[path] ?? {}) && !others.has(path));
  return Promise.all(pages.map(async (path) => ({ name: nameOf(path), address: await addressOf(path, world) })));
}

async function addressOf(path: string, world: World): Promise<string> {
  const here = path.replace('{organisation}', world.slug);
  const [, make] = Object.entries(things).find(([each]) => path === each || path.startsWith(`${each}/`)) ?? [];
  if (!here.includes('{')) return `${here}/`;
  if (!make) throw new Error(`test/console/walks/addresses.ts does not say which ${path} to look at`);
  return `${here.replace(/\{\w+\}/, await make(world))}/`;
}

const nameOf = (path: string): string => path.replace('/org/{organisation}', 'home').replaceAll(/[{}]/g, '').replaceAll('/', '-').replace(/^-/, '');

async function groupWithRole(world: World): Promise<string> {
  const groupId = await world.group();
  await world.addToGroup(groupId, (await world.user()).id);
  await world.grant({ groupId }, ['problem.read']);
  return groupId;
}

async function workspaceWithRole(world: World): Promise<string> {
  const workspaceId = await world.workspace();
  await world.grant({ userId: (await world.user()).id }, ['problem.read'], workspaceId);
  return workspaceId;
}
