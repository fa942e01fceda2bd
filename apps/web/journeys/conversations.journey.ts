import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };
const maya = { name: 'Maya Okafor', username: 'maya' };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let server: Server;
let browser: Browser;
let owner: PersonAtBrowser;
let friend: PersonAtBrowser;
let guest: PersonAtBrowser;
/** The friend's phone: the same person, another device. */
let pocket: PersonAtBrowser;

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const wide = { viewport: { width: 1440, height: 900 } };
  owner = await PersonAtBrowser.sit(browser, server.url, hana, wide);
  friend = await PersonAtBrowser.sit(browser, server.url, jonas, { ...wide, colorScheme: 'dark' });
  guest = await PersonAtBrowser.sit(browser, server.url, maya);
  pocket = await PersonAtBrowser.sit(browser, server.url, jonas, phone);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const seats = { owner, friend, guest, pocket };
  for (const [who, seat] of Object.entries(seats)) await seat.picture(`${task.name} (${who})`);
});

afterAll(async () => {
  if (!executablePath) return;
  await browser?.close();
  await server?.dispose();
});

const row = (person: PersonAtBrowser, name: RegExp) => person.page.getByRole('link', { name });
const details = (person: PersonAtBrowser) => person.page.getByRole('complementary', { name: /^About/ });
const composer = (person: PersonAtBrowser) => person.page.getByRole('textbox', { name: /^Message / });

async function press(person: PersonAtBrowser, name: string | RegExp): Promise<void> {
  await person.page.getByRole('button', { name }).click();
}

/** The menu of somebody in the list of people, and one thing of it. */
async function about(name: string, act: RegExp): Promise<void> {
  await details(owner)
    .getByRole('button', { name: `Options for ${name}` })
    .click();
  await owner.page.getByRole('menuitem', { name: act }).click();
}

describe.skipIf(!executablePath)('a group', () => {
  it('is made by keyboard alone, and appears on the others’ pages', async () => {
    await owner.page.goto('/');
    await owner.signUp('Create the owner account');
    for (const each of [friend, guest]) {
      await each.page.goto('/sign-up');
      await each.signUp('Create account');
    }
    await owner.page.getByRole('button', { name: 'New conversation' }).first().focus();
    await owner.page.keyboard.press('Enter');
    await owner.page.getByRole('dialog', { name: 'New conversation' }).waitFor();
    await owner.isAccessible();
    await owner.page.getByRole('radio', { name: 'Person' }).focus();
    await owner.page.keyboard.press('ArrowRight');
    await owner.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Weekend sailors');
    await owner.page.keyboard.press('Tab');
    await owner.page.keyboard.type('jon');
    await owner.page.getByRole('option', { name: jonas.name }).waitFor();
    await owner.page.keyboard.press('Enter');
    await owner.page.getByRole('button', { name: `Take out ${jonas.name}` }).waitFor();
    await owner.isAccessible();
    await press(owner, 'Create group');
    await owner.page.getByRole('heading', { name: 'Weekend sailors' }).waitFor();
    await row(friend, /Weekend sailors/).click();
    await owner.write('Who brings the rope?');
    await friend.sees('Who brings the rope?');
  });

  it('takes more people, who then read along', async () => {
    await press(owner, 'Details');
    await press(owner, 'Add people');
    await owner.page.getByRole('dialog', { name: /^Add people/ }).waitFor();
    await owner.page.keyboard.type('maya');
    await owner.page.getByRole('option', { name: maya.name }).waitFor();
    await owner.page.keyboard.press('Enter');
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await details(owner).getByText(maya.name).waitFor();
    await row(guest, /Weekend sailors/).click();
    await owner.write('Welcome aboard.');
    await guest.sees('Welcome aboard.');
    await owner.isAccessible();
  });

  it('is renamed on every open page at once', async () => {
    await press(owner, 'Edit name and topic');
    await owner.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sunday sailors');
    await owner.page.getByRole('textbox', { name: 'Topic' }).fill('Wind and sandwiches');
    await owner.page.getByRole('radio', { name: 'Violet' }).press('Space');
    await owner.isAccessible();
    await press(owner, 'Save');
    await friend.page.getByRole('heading', { name: 'Sunday sailors' }).waitFor();
    await friend.page.getByText('3 people · Wind and sandwiches').waitFor();
    await row(guest, /Sunday sailors/).waitFor();
  });

  it('lets a role take effect on an open page', async () => {
    await composer(friend).waitFor();
    await about(jonas.name, /^Let only read/);
    await friend.page.getByText('You can read here, but not write.').waitFor();
    await expect.poll(() => composer(friend).count()).toBe(0);
    await friend.isAccessible();
    await about(jonas.name, /^Make an admin/);
    await composer(friend).waitFor();
    await press(friend, 'Details');
    await details(friend).getByRole('button', { name: 'Add people' }).waitFor();
    await expect.poll(() => details(friend).getByRole('button', { name: 'Delete…' }).count()).toBe(0);
    await friend.isAccessible();
  });

  it('says on the open page that one was removed, and shows nothing more', async () => {
    await guest.sees('Welcome aboard.');
    await about(maya.name, /^Remove/);
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await guest.page.getByText('You are no longer in Sunday sailors').waitFor();
    await expect.poll(() => guest.page.getByText('Welcome aboard.').count()).toBe(0);
    await expect.poll(() => row(guest, /Sunday sailors/).count()).toBe(0);
    await guest.isAccessible();
  });
});

describe.skipIf(!executablePath)('a second device', () => {
  it('follows what one device pins, mutes and leaves half written', async () => {
    await pocket.page.goto('/');
    await pocket.signIn();
    await row(pocket, /Sunday sailors/).waitFor();
    await friend.openConversationWith(hana);
    await row(friend, /Sunday sailors/).press('Shift+F10');
    await friend.page.getByRole('menuitem', { name: 'Pin to the top' }).waitFor();
    await friend.isAccessible();
    await friend.page.keyboard.press('Enter');
    await row(pocket, /Sunday sailors.*pinned/).waitFor();
    await row(friend, /Sunday sailors/).click({ button: 'right' });
    await friend.page.getByRole('menuitem', { name: 'Mute' }).press('ArrowRight');
    await friend.page.getByRole('menuitem', { name: 'For 8 hours' }).press('Enter');
    await row(pocket, /Sunday sailors.*muted/).waitFor();
    await row(friend, /Sunday sailors/).click();
    await composer(friend).fill('I could bring the');
    await pocket.page.getByText('Draft: I could bring the').waitFor();
    await pocket.isAccessible();
    await row(pocket, /Sunday sailors/).click();
    await expect.poll(() => composer(pocket).inputValue()).toBe('I could bring the');
  });

  it('keeps the draft over a reload', async () => {
    await pocket.page.reload();
    await expect.poll(() => composer(pocket).inputValue()).toBe('I could bring the');
  });

  it('asks for the menu of a row by a long press', async () => {
    await pocket.page.goto('/');
    await row(pocket, /Sunday sailors.*muted/).waitFor();
    const box = await row(pocket, /Sunday sailors/).boundingBox();
    if (!box) throw new Error('no row to press');
    const finger = await pocket.context.newCDPSession(pocket.page);
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await pocket.page.getByRole('menuitem', { name: 'Unmute' }).waitFor();
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await pocket.page.getByRole('menuitem', { name: 'Unmute' }).tap();
    await expect.poll(() => row(friend, /Sunday sailors.*muted/).count()).toBe(0);
    await row(pocket, /Sunday sailors/).tap();
  });

  it('shows the details as a page of its own on a phone', async () => {
    await press(pocket, 'Details');
    await details(pocket).getByText(hana.name).waitFor();
    await pocket.isAccessible();
    await pocket.page.keyboard.press('Escape');
    await composer(pocket).waitFor();
  });

  it('drew every page under the strict policy without a complaint', () => {
    expect([owner, friend, guest, pocket].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
