import { type Browser, chromium } from 'playwright-core';

let running: Promise<Browser> | undefined;

/** The one Chromium of a spec file: Jest loads this module anew for each. */
export function browser(): Promise<Browser> {
  return (running ??= chromium.launch({ executablePath: process.env['TEST_CHROMIUM'] }));
}

export async function closeBrowser(): Promise<void> {
  const open = running;
  running = undefined;
  await (await open)?.close();
}
