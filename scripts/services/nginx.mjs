import { quietly } from '../lib/quiet.mjs';
import { installPackages } from './apt.mjs';
import { findProgram } from './find.mjs';

/** The proxy in front of which forward-auth is tested. Each suite starts one of its own; here it is only found, or installed. */
export const nginx = { name: 'nginx', variable: 'TEST_NGINX', missingVariable: 'TEST_NGINX_MISSING', start };

async function start() {
  if (!findProgram(['nginx'])) await installPackages('nginx', [['nginx-light'], ['nginx']]);
  const value = findProgram(['nginx']);
  if (!value) throw new Error('nginx was installed, but its program is not found');
  await quietly('nginx -v', value, ['-v'], { timeout: 30_000 });
  return { value, stop: async () => {} };
}
