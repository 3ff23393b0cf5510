import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from '@jest/globals';
import { administrator } from '../../harness/index.js';
import { findingsOf } from './axe.js';
import { watch } from './watch.js';

const widths = { wide: 1280, narrow: 390 } as const;
const schemes = ['light', 'dark'] as const;
const height = 900;

export interface VisitorOptions {
  /** Left out: yes. */
  readonly javaScript?: boolean;
  readonly colorScheme?: (typeof schemes)[number];
  readonly width?: keyof typeof widths;
}

export const contextOptions = ({ javaScript = true, colorScheme = 'light', width = 'wide' }: VisitorOptions) => ({
  javaScriptEnabled: javaScript,
  colorScheme,
  viewport: { width: widths[width], height },
  // Colours that are still on their way from light to dark are nobody's choice.
  reducedMotion: 'reduce' as const,
  locale: 'en-GB',
  timezoneId: 'UTC',
});

/** Somebody at a browser of their own. */
export class Visitor {
  private readonly problems: string[];

  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly options: VisitorOptions,
    /** Where pictures go; undefined: none are taken. */
    private readonly shots: string | undefined,
  ) {
    this.problems = watch(page);
  }

  /** Goes to a page of this server, such as `/org/megacorp/`. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** Signs in at the page that one sees without being signed in. */
  async signIn({ login, password }: { login: string; password: string } = administrator, path = '/org/megacorp/'): Promise<void> {
    await this.goTo(path);
    await this.page.getByLabel('Login').fill(login);
    await this.page.getByLabel('Password').fill(password);
    await this.press('Sign in');
    await this.page.locator('summary[aria-label^="You:"]').waitFor();
  }

  /** Presses the link or button of this name; not in the navigation, which has links of the same names. */
  async press(name: string): Promise<void> {
    const main = this.page.locator('main');
    await main.getByRole('button', { name, exact: true }).or(main.getByRole('link', { name, exact: true })).click();
    await this.page.waitForLoadState();
  }

  /** Goes to one of the pages that are always one step away. */
  async open(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
    await this.page.waitForLoadState();
  }

  /** Fills the field that is called so. */
  async fill(label: string, value: string): Promise<void> {
    await this.page.locator(`main :is(input, textarea)[name="${label}"]`).fill(value);
  }

  /** What the page says, as people read it. */
  text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /**
   * Looks at the page in light and dark, wide and narrow: nothing serious for axe, nothing wider than the screen.
   * Takes pictures under this name where `SHOTS` names a folder.
   */
  async look(name: string): Promise<void> {
    const findings: string[] = [];
    for (const colorScheme of schemes) {
      await this.page.emulateMedia({ colorScheme });
      // Without JavaScript axe waits for a timer that never comes. What colours are can change; what the page is made of does not.
      if (this.options.javaScript !== false) findings.push(...(await findingsOf(this.page, colorScheme === 'dark' ? ['color-contrast'] : undefined)).map((finding) => `${colorScheme}: ${finding}`));
      for (const width of Object.keys(widths) as (keyof typeof widths)[]) {
        if (colorScheme === 'dark' && !this.shots) continue;
        await this.page.setViewportSize({ width: widths[width], height });
        findings.push(...(await this.overflow(width)));
        await this.picture(`${name}-${colorScheme}-${width}`);
      }
    }
    const { colorScheme = 'light', width = 'wide' } = this.options;
    await this.page.emulateMedia({ colorScheme });
    await this.page.setViewportSize({ width: widths[width], height });
    expect({ page: name, findings }).toEqual({ page: name, findings: [] });
  }

  /** Closes the browser's window; answers what the pages complained of. */
  async leave(): Promise<string[]> {
    await this.context.close();
    return this.problems;
  }

  private async overflow(width: string): Promise<string[]> {
    const beyond = await this.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    return beyond > 0 ? [`${width}: ${beyond} pixels wider than the screen`] : [];
  }

  private async picture(name: string): Promise<void> {
    if (!this.shots) return;
    mkdirSync(this.shots, { recursive: true });
    await this.page.screenshot({ path: join(this.shots, `${name}.png`), fullPage: true });
  }
}
