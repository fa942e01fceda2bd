import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Identity {
  name: string;
  username: string;
}

const password = 'three quiet harbours';

/** One person at one browser, spoken to as they would see the page. */
export class PersonAtBrowser {
  /** What the page complained about: refused scripts, uncaught errors. */
  readonly complaints: string[] = [];

  private constructor(
    readonly identity: Identity,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async sit(browser: Browser, url: string, identity: Identity, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    return new PersonAtBrowser(identity, context, page);
  }

  async signUp(button: string): Promise<void> {
    const { page, identity } = this;
    await page.getByLabel('Your name').fill(identity.name);
    await page.getByLabel('Username').fill(identity.username);
    await page.getByLabel('E-mail').fill(`${identity.username}@example.org`);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('combobox').waitFor();
  }

  async signIn(): Promise<void> {
    await this.page.getByLabel('E-mail or username').fill(this.identity.username);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('combobox').waitFor();
  }

  /** By keyboard alone, as `⌘K` people do. */
  async openConversationWith(other: Identity): Promise<void> {
    const { page } = this;
    await page.keyboard.press('Control+k');
    await page.keyboard.type(other.name.slice(0, 3).toLowerCase());
    await page.getByRole('option', { name: other.name }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: other.name }).waitFor();
  }

  async write(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: /^Message / });
    await field.fill(text);
    await field.press('Enter');
  }

  message(text: string) {
    return this.page.getByRole('article').filter({ hasText: text });
  }

  async sees(text: string): Promise<void> {
    await this.message(text).first().waitFor();
  }

  /** Waits until a message of mine has come this far. */
  async seesState(text: string, state: string): Promise<void> {
    await this.page.locator(`article[data-state="${state}"]`).filter({ hasText: text }).first().waitFor();
  }

  async seesTitle(pattern: RegExp): Promise<void> {
    await expect.poll(() => this.page.title(), { timeout: 15_000 }).toMatch(pattern);
  }

  async connectionIs(state: string): Promise<void> {
    await this.page.locator(`[data-connection="${state}"]`).waitFor({ state: 'attached' });
  }

  async hasFocus(role: 'link' | 'textbox', name: RegExp): Promise<void> {
    const element = this.page.getByRole(role, { name });
    await expect.poll(() => element.evaluate((each) => each === document.activeElement)).toBe(true);
  }

  /** axe over the page as it is now: every rule of WCAG 2.2 AA and its good practice. */
  async isAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
  }

  /** What they saw when it went wrong. */
  async picture(name: string): Promise<void> {
    const path = join(tmpdir(), 'parley-journeys', `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`);
    await this.page.screenshot({ path });
    process.stderr.write(`journeys: a picture of the failure is at ${path}\n`);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
