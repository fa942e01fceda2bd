import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { beginTalk, lastLine } from './long-talk';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };
const far = 'The very first line, far above.';

let server: Server;
let browser: Browser;
let desk: PersonAtBrowser;
let hand: PersonAtBrowser;

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  desk = await PersonAtBrowser.sit(browser, server.url, hana, { permissions: ['clipboard-read', 'clipboard-write'] });
  hand = await PersonAtBrowser.sit(browser, server.url, jonas, {
    ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'dark' },
  });
  await desk.page.goto('/');
  await desk.signUp('Create the owner account');
  await hand.page.goto('/sign-up');
  await hand.signUp('Create account');
  await beginGroup();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await desk.picture(`${task.name} (desk)`);
  await hand.picture(`${task.name} (hand)`);
});

afterAll(async () => {
  if (!executablePath) return;
  await browser?.close();
  await server?.dispose();
});

async function beginGroup(): Promise<void> {
  const id = await beginTalk(desk, { name: 'pier', with: 'jonas', first: far });
  await desk.page.goto(`/c/${id}`);
  await desk.sees(lastLine);
  await hand.page.goto(`/c/${id}`);
  await hand.page.getByRole('button', { name: /^Jump to latest/ }).click();
  await hand.sees(lastLine);
}

/** A finger that stays: no click follows it. */
async function holdOn(text: string): Promise<void> {
  const box = await hand.message(text).last().boundingBox();
  if (!box) throw new Error(`${text} is not on screen.`);
  const touch = await hand.context.newCDPSession(hand.page);
  const touchPoints = [{ x: box.x + 120, y: box.y + box.height / 2 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await sheet().waitFor();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

const sheet = () => hand.page.getByRole('dialog', { name: /^Message by/ });

describe.skipIf(!executablePath)('acts on a message', () => {
  it('react by finger and by keyboard, and both see whose it is', async () => {
    await holdOn('Line 129');
    await hand.isAccessible();
    await sheet().getByRole('button', { name: 'React with 🎉' }).click();
    const pill = desk.message('Line 129').getByRole('button', { name: '🎉 1, Jonas Lindqvist', pressed: false });
    await pill.press('Enter');
    await hand.message('Line 129').getByRole('button', { name: '🎉 2, Hana Sato and you', pressed: true }).waitFor();
    await desk.choose('Line 129', 'Add a reaction');
    await desk.page.getByPlaceholder('Search emoji').fill('lighthouse');
    await desk.page.getByPlaceholder('Search emoji').fill('anchor');
    await desk.page
      .getByRole('gridcell', { name: /anchor/i })
      .first()
      .waitFor();
    await desk.isAccessible();
    await desk.page
      .getByRole('gridcell', { name: /anchor/i })
      .first()
      .click();
    await hand.message('Line 129').getByRole('button', { name: '⚓ 1, Hana Sato' }).waitFor();
  });

  it('answers what is far above, and leads there and back', async () => {
    const link = await desk.page.evaluate(async (text) => {
      const id = location.pathname.split('/')[2];
      const answer = await fetch(`/api/chat/${id}/messages?after=0&limit=1`);
      const page = (await answer.json()) as { items: { id: string; text: string }[] };
      const [first] = page.items;
      if (first?.text !== text) throw new Error('Not the first.');
      await fetch(`/api/chat/${id}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ clientId: crypto.randomUUID(), text: 'Remember this one?', replyTo: first.id }),
      });
      return `/c/${id}?message=${first.id}`;
    }, far);
    const quote = hand.message('Remember this one?').getByRole('button', { name: `Answers Hana Sato: ${far}` });
    await quote.click();
    await hand.page.locator('[data-lit]').filter({ hasText: far }).waitFor();
    expect(await hand.message('Remember this one?').count()).toBe(0);
    await hand.isAccessible();
    await hand.page.getByRole('button', { name: /^Jump to latest/ }).click();
    await hand.sees('Remember this one?');

    await desk.page.goto(link);
    await desk.page.locator('[data-lit]').filter({ hasText: far }).waitFor();
    await expect.poll(() => new URL(desk.page.url()).search).toBe('');
    await desk.choose(far, 'Copy link');
    await expect.poll(() => desk.page.evaluate(() => navigator.clipboard.readText())).toContain(link);
    await desk.page.goto(link.replace(/.{12}$/, '000000000000'));
    await desk.page.getByText('The message of this link is not here.').waitFor();
    await desk.sees('Remember this one?');
  });

  it('edits, and keeps what it said before', async () => {
    await desk.write('Cut the brunch at four.');
    await desk.seesState('Cut the brunch', 'read');
    await desk.choose('Cut the brunch', 'Edit');
    await desk.write('Cut the branch at four.');
    await hand.message('Cut the branch').getByRole('button', { name: 'Edited' }).click();
    await hand.page.getByRole('dialog', { name: 'History of edits' }).getByText('Cut the brunch at four.').waitFor();
    await hand.isAccessible();
    await hand.page.getByRole('button', { name: 'Close' }).click();
  });

  it('tells who has read it', async () => {
    await desk.choose('Cut the branch', 'Read by…');
    const dialog = desk.page.getByRole('dialog', { name: 'Read by 1 of 1' });
    await dialog.getByText('Jonas Lindqvist').waitFor();
    await desk.isAccessible();
    await desk.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('deletes for oneself, and for everyone after a question', async () => {
    await hand.page.getByRole('button', { name: /^Jump to latest/ }).waitFor({ state: 'detached' });
    await holdOn('Line 128');
    await sheet().getByRole('button', { name: 'Delete for me' }).click();
    await hand.message('Line 128').waitFor({ state: 'detached' });
    await desk.sees('Line 128');
    await desk.choose('Cut the branch', 'Delete for everyone…');
    const question = desk.page.getByRole('dialog', { name: 'Delete for everyone?' });
    await desk.isAccessible();
    await question.getByRole('button', { name: 'Delete for everyone' }).press('Enter');
    await hand.page.getByText('This message was deleted').waitFor();
    expect(await hand.message('Cut the branch').count()).toBe(0);
    await hand.isAccessible();
  });

  it('lets arrow keys walk from message to message', async () => {
    await desk.page.getByTestId('timeline').focus();
    await desk.page.keyboard.press('ArrowUp');
    await desk.page.keyboard.press('ArrowUp');
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.textContent)).toContain('Remember');
    await desk.page.getByRole('toolbar', { name: 'Message actions' }).waitFor();
    await desk.isAccessible();
    await desk.page.keyboard.press('Escape');
    await desk.hasFocus('textbox', /^Message /);
  });

  it('complained about nothing', () => {
    expect([...desk.complaints, ...hand.complaints]).toEqual([]);
  });
});
