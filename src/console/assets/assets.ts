import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { projectFolder } from '../../platform/http/index.js';

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly packed: Buffer;
  readonly version: string;
}

const own = (name: string) => join('src/console/assets', name);
const files = {
  'pico.css': { file: 'node_modules/@picocss/pico/css/pico.min.css', type: 'text/css; charset=utf-8' },
  'console.css': { file: own('console.css'), type: 'text/css; charset=utf-8' },
  'console.js': { file: own('console.js'), type: 'text/javascript; charset=utf-8' },
  'icon.svg': { file: own('icon.svg'), type: 'image/svg+xml' },
};

/** Everything pages load besides themselves; read once. */
const assets = new Map(Object.entries(files).map(([name, { file, type }]) => [name, readAsset(file, type)]));

function readAsset(file: string, type: string): Asset {
  const bytes = readFileSync(join(projectFolder, file));
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
