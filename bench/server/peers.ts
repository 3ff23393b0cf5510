import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceKey } from '../keys/make-keys.js';
import type { RunningServer } from './running-server.js';
import { startServer } from './start-server.js';
import { Unavailable } from './unavailable.js';

/** A server with better-auth's API-key plugin. */
export interface BetterAuth extends RunningServer {
  /** Keys that may read problems. */
  readonly keys: readonly string[];
}

/** A server with oidc-provider. */
export interface OidcProvider extends RunningServer {
  readonly clients: readonly ServiceKey[];
  /** Access tokens that can be introspected. */
  readonly tokens: readonly string[];
  /** A refresh token for each family, not used yet. Each measurement takes some away. */
  readonly families: string[];
}

/** Where and how a peer is started. */
export interface PeerStart {
  readonly directory: string;
  readonly core: number | undefined;
  readonly keyCount: number;
  /** How many families of refresh tokens will be wanted in all. */
  readonly familyCount: number;
  readonly inspect?: boolean;
}

const CLIENTS = 200;
const TOKENS = 1_000;

/** Seen from the compiled file: neither what installs the peers nor their servers are compiled. */
const installer = new URL('../../../scripts/lib/peers.mjs', import.meta.url).href;

export async function startBetterAuth(start: PeerStart): Promise<BetterAuth> {
  return startPeer<{ keys: string[] }>('better-auth', start, { KEYS: String(start.keyCount) });
}

export async function startOidcProvider(start: PeerStart): Promise<OidcProvider> {
  const env = { CLIENTS: String(CLIENTS), TOKENS: String(TOKENS), FAMILIES: String(start.familyCount) };
  return startPeer<{ clients: ServiceKey[]; tokens: string[]; families: string[] }>('oidc-provider', start, env);
}

async function startPeer<Made>(name: string, { directory, core, inspect }: PeerStart, env: Record<string, string>): Promise<RunningServer & Made> {
  const data = join(directory, name);
  await mkdir(data);
  const script = join(await install(), `${name}-server.mjs`);
  const server = await startServer({ script, readyPath: '/ready', env: { ...env, DATA: data }, core, logFile: join(data, 'server.log'), inspect, plain: true });
  const made = await fetch(`http://127.0.0.1:${server.port}/ready`);
  return { ...server, ...((await made.json()) as Made) };
}

/** Answers the folder they are in. */
async function install(): Promise<string> {
  const { installPeers, peersFolder } = (await import(installer)) as { installPeers: () => Promise<void>; peersFolder: string };
  try {
    await installPeers();
  } catch (error) {
    throw new Unavailable((error as Error).message.split('\n')[0]);
  }
  return peersFolder;
}
