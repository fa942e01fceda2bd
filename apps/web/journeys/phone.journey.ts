import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { say } from './long-talk';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };
const many = 120;
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let server: Server;
let browser: Browser;
let desk: PersonAtBrowser;
let hand: PersonAtBrowser;

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  desk = await PersonAtBrowser.sit(browser, server.url, hana);
  hand = await PersonAtBrowser.sit(browser, server.url, jonas, phone);
});

afterAll(async () => {
  if (!executablePath) return;
  await browser?.close();
  await server?.dispose();
});

const conversation = () => hand.page.getByRole('link', { name: /Hana Sato/ });

describe.skipIf(!executablePath)('on a phone', () => {
  it('shows one pane at a time, and the list first', async () => {
    await desk.page.goto('/');
    await desk.signUp('Create the owner account');
    await hand.page.goto('/sign-up');
    await hand.page.getByRole('heading', { name: /^Join/ }).waitFor();
    await hand.isAccessible();
    await hand.signUp('Create account');
    await desk.openConversationWith(jonas);
    await desk.write('Line number 1.');
    await desk.seesState('Line number 1.', 'delivered');
    const id = new URL(desk.page.url()).pathname.split('/').at(-1) ?? '';
    const between = Array.from({ length: many - 2 }, (_, i) => `Line number ${i + 2}.`);
    await say(desk, id, between);
    await desk.write(`Line number ${many}.`);
    await desk.seesState(`Line number ${many}.`, 'delivered');
    await conversation().waitFor();
    await expect.poll(() => hand.page.getByRole('textbox', { name: /^Message / }).count()).toBe(0);
    await hand.isAccessible();
  });

  it('opens at what is new, however much that is', async () => {
    await conversation().click();
    await hand.page.getByText(`${many} new`).waitFor();
    await hand.sees('Line number 1.');
    expect(await conversation().isVisible()).toBe(false);
    await hand.isAccessible();
    await hand.page.getByRole('button', { name: /^Jump to latest/ }).click();
    await hand.sees(`Line number ${many}.`);
    await desk.seesState(`Line number ${many}.`, 'read');
  });

  it('comes back to the row it left', async () => {
    await hand.page.getByRole('link', { name: 'Back to conversations' }).click();
    await hand.hasFocus('link', /Hana Sato/);
    await conversation().click();
    await hand.sees(`Line number ${many}.`);
  });

  it('draws the conversation every time it is opened', async () => {
    for (let round = 0; round < 3; round++) {
      await hand.page.getByRole('link', { name: 'Back to conversations' }).click();
      await conversation().click();
      await hand.sees(`Line number ${many}.`);
      await hand.page.reload();
      await hand.sees(`Line number ${many}.`);
      await hand.page.goto('/');
      await conversation().click();
      await hand.sees(`Line number ${many}.`);
    }
  });

  it('never jumps while older history loads', async () => {
    await hand.page.getByTestId('timeline').hover();
    for (let step = 0; step < 80 && (await hand.message('Line number 1.').count()) === 0; step++) {
      const before = await placesOf(hand);
      await hand.page.mouse.wheel(0, -200);
      await hand.page.waitForTimeout(80);
      const after = await placesOf(hand);
      const moves = [...after].flatMap(([key, top]) => (before.has(key) ? [top - (before.get(key) ?? 0)] : []));
      expect(moves.length).toBeGreaterThan(0);
      expect(Math.min(...moves)).toBeGreaterThanOrEqual(-1);
      expect(Math.max(...moves)).toBeLessThanOrEqual(201);
      expect(Math.max(...moves) - Math.min(...moves)).toBeLessThanOrEqual(1);
    }
    await hand.sees('Line number 1.');
  });
});

/** Where each message on screen stands. */
async function placesOf(person: PersonAtBrowser): Promise<Map<string, number>> {
  const rows = await person.page.getByRole('article').evaluateAll((all) =>
    all
      .map((each) => ({ text: each.textContent ?? '', box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > 60 && box.top < 750)
      .map(({ text, box }): [string, number] => [text, box.top]),
  );
  return new Map(rows);
}
