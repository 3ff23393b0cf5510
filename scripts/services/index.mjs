import { say } from '../lib/say.mjs';
import { chromium } from './chromium.mjs';
import { mariadb } from './mariadb.mjs';
import { nginx } from './nginx.mjs';
import { redis } from './redis.mjs';

/**
 * The real services that tests use. Each one is
 * - `name`: as people write it; suites that need it have it in their title or file name;
 * - `variable`: tells the tests where it is; when it is already set, that service is used and none is started;
 * - `missingVariable`: tells the tests why there is none;
 * - `start()`: answers `{ value, stop }`, `value` for the variable; throws when the service cannot be had.
 */
const SERVICES = [mariadb, chromium, nginx, redis];

/**
 * Starts all of them at the same time. `env` resolves to the environment for the tests and never rejects: a missing
 * service skips its suites, it does not end the run. `missing` is filled by then. `stop()` may be called at any time.
 */
export function startServices() {
  const missing = [];
  const running = [];
  const start = async ({ name, variable, missingVariable, start }) => {
    if (process.env[variable]) return {};
    try {
      const service = await start();
      running.push(service);
      return { [variable]: service.value };
    } catch (error) {
      missing.push({ name, reason: error.message });
      say(`without ${name}: ${error.message}`);
      return { [missingVariable]: error.message.split('\n')[0] };
    }
  };
  const env = Promise.all(SERVICES.map(start)).then((parts) => Object.assign({ ...process.env }, ...parts));
  const stop = async () => {
    await env;
    await Promise.all(running.map((service) => service.stop()));
  };
  return { env, missing, stop };
}
