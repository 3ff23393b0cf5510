import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const grave: ReadonlySet<string> = new Set(['serious', 'critical']);

/**
 * What would keep somebody from using the page: findings of axe that are serious or critical, one line each.
 * Menus are looked at open. The page has to run with JavaScript. `rules`: only these.
 */
export async function findingsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(source);
  const options: RunOptions = { resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) };
  // A string: the compiled function would be looked at by the page's own policy.
  await openMenus(page, true);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  await openMenus(page, false);
  const found = violations.filter(({ impact }) => grave.has(impact ?? ''));
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ target, any: [why] }) => `${id} at ${target.join(' ')}: ${why?.message ?? help}`));
}

const openMenus = (page: Page, open: boolean): Promise<void> => page.evaluate(`for (const menu of document.querySelectorAll('details.menu')) menu.open = ${open};`);
