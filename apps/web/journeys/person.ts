import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Identity {
  name: string;
  username: string;
}

/** One person at one browser, spoken to as they would see the page. */
export class PersonAtBrowser {
  password = 'three quiet harbours';
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
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    return new PersonAtBrowser(identity, context, page);
  }

  async signUp(button: string): Promise<void> {
    const { page, identity } = this;
    await page.getByLabel('Your name').fill(identity.name);
    await page.getByLabel('Username').fill(identity.username);
    await page.getByLabel('E-mail').fill(this.email);
    await page.getByLabel('Password').fill(this.password);
    await page.getByRole('button', { name: button }).click();
    await this.isInside();
  }

  async signIn(): Promise<void> {
    await this.enterPassword();
    await this.isInside();
  }

  /** As far as the password goes: a second factor may be due after it. */
  async enterPassword(): Promise<void> {
    await this.page.getByLabel('E-mail or username').fill(this.identity.username);
    await this.page.getByLabel('Password').fill(this.password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async isInside(): Promise<void> {
    await this.page.getByRole('combobox', { name: /^Search people/ }).waitFor();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings' }).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await this.page.getByRole('heading', { name: /^Welcome to/ }).waitFor();
  }

  /** As if the last proof were long ago: the next request of this kind is refused until there is a new one. */
  async mustProveBefore(path: string): Promise<void> {
    const body = { code: 'auth.step_up_required', message: 'Show again that it is you.', requestId: 'journey' };
    await this.page.route(path, (route) => route.fulfill({ status: 403, json: body }), { times: 1 });
  }

  /** Answers the question that stands before sensitive changes. */
  async provesByPassword(): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByLabel('Password').fill(this.password);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async opens(path: string, heading: string | RegExp): Promise<void> {
    await this.page.goto(path);
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  get email(): string {
    return `${this.identity.username}@example.org`;
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
    const field = this.page.getByRole('textbox', { name: /^(Message |Edit message)/ });
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

  /** By keyboard alone: the row's menu, and what it offers. */
  async choose(text: string, act: string): Promise<void> {
    await this.message(text).last().focus();
    await this.page.keyboard.press('Enter');
    const item = this.page.getByRole('menuitem', { name: act, exact: true });
    await item.waitFor();
    await item.press('Enter');
  }

  /** Somebody came here on purpose: the row is lit for a moment. */
  async isLedTo(text: string): Promise<void> {
    await this.page.locator('[data-lit]').filter({ hasText: text }).waitFor();
  }

  /** Above the conversation with somebody, and in its row of the list, in words. */
  async seesPresence(name: string, state: 'online' | 'offline', words: string | RegExp = state): Promise<void> {
    await this.page.locator('#conversation header').getByText(words, { exact: true }).waitFor();
    const shown = this.page.getByRole('link', { name: new RegExp(`${name}\\s*online`) });
    await expect.poll(() => shown.count()).toBe(state === 'online' ? 1 : 0);
  }

  async seesTitle(pattern: RegExp): Promise<void> {
    await expect.poll(() => this.page.title()).toMatch(pattern);
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
