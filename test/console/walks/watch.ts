import type { ConsoleMessage, Page, Response } from 'playwright-core';

/** A page that says 403 or 404 is a page like any other; the browser's complaint about it is none. */
const isRefusedPage = (message: ConsoleMessage, shown: ReadonlySet<string>): boolean =>
  message.text().startsWith('Failed to load resource') && shown.has(message.location().url);

/** Fills the answered list, as they come, with errors in the page's console, breaches of its content policy among them, and failures of the server. */
export function watch(page: Page): string[] {
  const problems: string[] = [];
  const shown = new Set<string>();
  const at = () => new URL(page.url(), 'http://nowhere').pathname;
  page.on('response', (response: Response) => {
    if (response.request().isNavigationRequest()) shown.add(response.url());
    if (response.status() >= 500) problems.push(`${response.url()} answered ${response.status()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusedPage(message, shown)) problems.push(`${at()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${at()}: ${String(error)}`));
  return problems;
}
