import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { projectFolder } from '../../platform/http/index.js';
import { stylesheet } from './stylesheet.js';

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly packed: Buffer;
  readonly version: string;
}

const folder = 'src/console/assets';
const own = (name: string): Buffer => readFileSync(join(projectFolder, folder, name));
const files = {
  'console.css': { bytes: Buffer.from(stylesheet(projectFolder, folder)), type: 'text/css; charset=utf-8' },
  'console.js': { bytes: own('console.js'), type: 'text/javascript; charset=utf-8' },
  'icon.svg': { bytes: own('icon.svg'), type: 'image/svg+xml' },
};

/** Everything pages load besides themselves; read once. */
const assets = new Map(Object.entries(files).map(([name, { bytes, type }]) => [name, asset(bytes, type)]));

function asset(bytes: Buffer, type: string): Asset {
  return { type, bytes, packed: gzipSync(bytes, { level: 9 }), version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}

/** Its address changes with its contents, so that browsers may keep it. */
export const assetPath = (name: keyof typeof files): string => `/assets/${name}?v=${assets.get(name)?.version}`;

export function serveAssets(fastify: FastifyInstance): void {
  for (const [name, { type, bytes, packed }] of assets) {
    fastify.get(`/assets/${name}`, (request, reply) => {
      const takesPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      reply.headers({ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding', 'cross-origin-resource-policy': 'same-origin' });
      if (takesPacked) reply.header('content-encoding', 'gzip');
      return reply.send(takesPacked ? packed : bytes);
    });
  }
}
