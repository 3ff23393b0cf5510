import { quietly } from '../lib/quiet.mjs';
import { installPackages } from './apt.mjs';
import { findProgram } from './find.mjs';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Pages are walked in the machine's own Chromium. Each suite starts one of its own; here it is only found, or installed. */
export const chromium = { name: 'Chromium', variable: 'TEST_CHROMIUM', missingVariable: 'TEST_CHROMIUM_MISSING', start };

async function start() {
  if (!findProgram(PROGRAMS)) await installPackages('Chromium', [['chromium', 'fonts-dejavu-core'], ['chromium-browser']]);
  const value = findProgram(PROGRAMS);
  if (!value) throw new Error('Chromium was installed, but its program is not found');
  // Some systems have a program of that name that only says where to get the real one.
  await quietly('chromium --version', value, ['--version'], { timeout: 30_000 });
  return { value, stop: async () => {} };
}
