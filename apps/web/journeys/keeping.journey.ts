import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { beginTalk, lastLine, say } from './long-talk';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };
const far = 'The plan of the quay, far above.';

let server: Server;
let browser: Browser;
let desk: PersonAtBrowser;
let hand: PersonAtBrowser;
let id: string;

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
  await desk.openConversationWith(jonas);
  id = await beginTalk(desk, { name: 'quay', with: 'jonas', first: far });
  await desk.page.goto(`/c/${id}`);
  await desk.sees(lastLine);
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

const button = (who: PersonAtBrowser, name: string | RegExp) => who.page.getByRole('button', { name });
const dialog = (who: PersonAtBrowser, name: string) => who.page.getByRole('dialog', { name });

async function fromTheDay(who: PersonAtBrowser, act: string): Promise<void> {
  await button(who, /Go to another day/)
    .first()
    .click();
  await who.page.getByRole('menuitem', { name: act }).click();
}

async function openSaved(who: PersonAtBrowser): Promise<void> {
  await button(who, 'Settings').click();
  await who.page.getByRole('menuitem', { name: /^Saved/ }).click();
}

async function toLatest(who: PersonAtBrowser): Promise<void> {
  await button(who, /^Jump to latest/).click();
  await button(who, /^Jump to latest/).waitFor({ state: 'detached' });
}

describe.skipIf(!executablePath)('a place in a long conversation', () => {
  it('is where reading stopped, and can be gone back to', async () => {
    await hand.page.goto(`/c/${id}`);
    await hand.page.getByTestId('new-line').waitFor();
    await toLatest(hand);
    await hand.sees(lastLine);
    await fromTheDay(hand, 'First unread message');
    await hand.isLedTo(far);
    await toLatest(hand);
  });

  it('is the very beginning, or a day; what comes in meanwhile is counted, and said once', async () => {
    await fromTheDay(desk, 'The very beginning');
    await desk.isLedTo(far);
    await say(hand, id, ['Anybody up there?', 'Come down.']);
    await button(desk, 'Jump to latest, 2 unread').waitFor();
    const announced = desk.page.getByRole('log').getByText(/New messages have come in/);
    await expect.poll(() => announced.count()).toBe(1);
    expect(await desk.page.getByRole('log').getByText('Come down.').count()).toBe(0);
    await desk.isAccessible();
    await toLatest(desk);
    await desk.sees('Come down.');
    await fromTheDay(desk, 'Another day…');
    await desk.isAccessible();
    await dialog(desk, 'Go to a day').getByRole('button', { name: 'Go there' }).click();
    await desk.isLedTo(far);
  });

  it('has a link, which opens there in another window', async () => {
    await desk.choose(far, 'Copy link');
    await desk.page.getByText('The link is copied.').waitFor();
    const link = await desk.page.evaluate(() => navigator.clipboard.readText());
    const other = await desk.context.newPage();
    await other.goto(link);
    await other.locator('[data-lit]').filter({ hasText: far }).waitFor();
    await other.close();
  });
});

describe.skipIf(!executablePath)('a message that is kept', () => {
  it('for everybody is in sight, leads there, and is let go', async () => {
    await desk.choose(far, 'Pin for everybody');
    await toLatest(desk);
    await desk.choose('Come down.', 'Pin for everybody');
    await button(hand, 'All 2 pins').click();
    const pins = dialog(hand, 'Pinned messages');
    await pins.getByText('Come down.').waitFor();
    await hand.isAccessible();
    await pins.getByText(far).click();
    await hand.isLedTo(far);
    await toLatest(hand);
    await button(desk, 'All 2 pins').click();
    await dialog(desk, 'Pinned messages').getByRole('listitem').filter({ hasText: far }).getByLabel('Unpin').click();
    await desk.page.keyboard.press('Escape');
    await button(hand, 'All 2 pins').waitFor({ state: 'detached' });
    await button(hand, /^Pinned: Jonas Lindqvist Come down/).waitFor();
    await desk.choose('Come down.', 'Unpin');
    await button(hand, /^Pinned:/).waitFor({ state: 'detached' });
  });

  it('for oneself waits in a list, with where it was said, and leads there', async () => {
    await desk.choose('Come down.', 'Save for later');
    await fromTheDay(desk, 'The very beginning');
    await desk.choose(far, 'Save for later');
    await desk.openConversationWith(jonas);
    await openSaved(desk);
    const saved = dialog(desk, 'Saved for later').getByRole('listitem');
    await saved.filter({ hasText: far }).getByText('quay', { exact: true }).waitFor();
    await desk.isAccessible();
    await saved.filter({ hasText: 'Come down.' }).getByLabel('Take out of saved').click();
    await saved.filter({ hasText: 'Come down.' }).waitFor({ state: 'detached' });
    await saved.getByRole('button', { name: new RegExp(far) }).click();
    await desk.isLedTo(far);
    await desk.choose(far, 'Take out of saved');
    await openSaved(desk);
    await dialog(desk, 'Saved for later').getByText('Nothing yet.').waitFor();
    await desk.page.keyboard.press('Escape');
  });
});

describe.skipIf(!executablePath)('what is passed on', () => {
  it('says whose it is, and is there once', async () => {
    await desk.choose(far, 'Forward…');
    const field = desk.page.getByRole('searchbox', { name: 'Find a conversation' });
    await expect.poll(() => field.evaluate((each) => each === document.activeElement)).toBe(true);
    await field.fill('jon');
    await desk.isAccessible();
    await dialog(desk, 'Forward to').getByRole('button', { name: jonas.name }).click();
    await desk.page.getByRole('button', { name: 'Open', exact: true }).click();
    await desk.page.getByRole('heading', { name: jonas.name }).waitFor();
    await desk.message(far).getByText('Forwarded from Hana Sato').waitFor();
    await desk.seesState(far, 'delivered');
    expect(await desk.message(far).count()).toBe(1);
    await hand.page.goto(new URL(desk.page.url()).pathname);
    await hand.message(far).getByText('Forwarded from Hana Sato').waitFor();
    expect(await hand.message(far).count()).toBe(1);
  });

  it('however long it is: drawn as it was meant, and copied whole', async () => {
    const long = `**The log of the year**\n\n${'Wind from the west. '.repeat(60)}\n\n`.repeat(50);
    await say(desk, id, [long]);
    await desk.page.goto(`/c/${id}`);
    await button(desk, 'Show the whole text').click();
    const whole = desk.page.getByRole('region', { name: 'The whole text' });
    await whole.locator('strong').getByText('The log of the year').first().waitFor();
    await desk.isAccessible();
    await button(desk, 'Show less').click();
    await desk.choose('The log of the year', 'Copy text');
    await desk.page.getByText('The text is copied.').waitFor();
    const copied = await desk.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(long);
  });

  it('complained about nothing', () => {
    expect([...desk.complaints, ...hand.complaints]).toEqual([]);
  });
});
