import { quietly } from '../lib/quiet.mjs';
import { installPackages } from './apt.mjs';
import { findProgram } from './find.mjs';

/** They speak alike. */
const PROGRAMS = ['redis-server', 'valkey-server'];

/** Through it nodes give one another hints. Each suite starts one of its own; here it is only found, or installed. */
export const redis = { name: 'Redis', variable: 'TEST_REDIS', missingVariable: 'TEST_REDIS_MISSING', start };

async function start() {
  if (!findProgram(PROGRAMS)) await installPackages('Redis', [['redis-server'], ['valkey-server'], ['valkey']]);
  const value = findProgram(PROGRAMS);
  if (!value) throw new Error('Redis was installed, but its program is not found');
  await quietly(`${value} --version`, value, ['--version'], { timeout: 30_000 });
  return { value, stop: async () => {} };
}
