import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { type DatabaseKind, onEachDatabase } from '../../harness/index.js';
import { closeBrowser } from './browser.js';
import { Site } from './site.js';

export { Site } from './site.js';
export { Visitor } from './visitor.js';

/** For `it.each`: what people do, they do with JavaScript and without. */
export const ways = [
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
] as const;

/**
 * Walks through the pages in a real browser, on each database. One browser for the file and one server a database, whose
 * `site()` tests ask for; after each test no page may have complained. Without Chromium they are skipped, saying why.
 * `environment`: what the servers have beside the usual.
 */
export function walks(promise: string, tests: (site: () => Site, database: DatabaseKind) => void, environment?: () => Promise<Record<string, string>>): void {
  const title = `${promise}, in Chromium`;
  const missing = process.env['TEST_CHROMIUM'] ? undefined : (process.env['TEST_CHROMIUM_MISSING'] ?? 'start the tests with npm test');
  const body = () => {
    afterAll(closeBrowser);
    onEachDatabase('walked', (database) => {
      let site: Site;
      beforeAll(async () => {
        site = await Site.open(database, await environment?.());
      });
      afterEach(async () => expect(await site.empty()).toEqual([]));
      afterAll(() => site?.close());
      tests(() => site, database);
    });
  };
  if (missing === undefined) describe(title, body);
  else describe.skip(`${title} (skipped: ${missing})`, body);
}
