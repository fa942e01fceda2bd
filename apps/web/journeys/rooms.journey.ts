import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };
const maya = { name: 'Maya Okafor', username: 'maya' };

let server: Server;
let browser: Browser;
let owner: PersonAtBrowser;
let friend: PersonAtBrowser;
let guest: PersonAtBrowser;

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  owner = await PersonAtBrowser.sit(browser, server.url, hana, { viewport: { width: 1440, height: 900 } });
  friend = await PersonAtBrowser.sit(browser, server.url, jonas, { viewport: { width: 1440, height: 900 } });
  guest = await PersonAtBrowser.sit(browser, server.url, maya, { colorScheme: 'dark' });
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [who, seat] of Object.entries({ owner, friend, guest })) await seat.picture(`${task.name} (${who})`);
});

afterAll(async () => {
  if (!executablePath) return;
  await browser?.close();
  await server?.dispose();
});

const row = (person: PersonAtBrowser, name: RegExp) => person.page.getByRole('link', { name });
const details = (person: PersonAtBrowser) => person.page.getByRole('complementary', { name: /^About/ });

async function press(person: PersonAtBrowser, name: string | RegExp): Promise<void> {
  await person.page.getByRole('button', { name }).click();
}

async function browseRooms(person: PersonAtBrowser): Promise<void> {
  await person.page.goto('/');
  await person.page.getByRole('button', { name: 'Rooms', exact: true }).click();
  await press(person, 'Browse rooms');
}

/** The menu of somebody in the owner's list of people, one thing of it, and the answer to what it asks. */
async function about(name: string, act: RegExp, answer: string): Promise<void> {
  await details(owner)
    .getByRole('button', { name: `Options for ${name}` })
    .click();
  await owner.page.getByRole('menuitem', { name: act }).click();
  await owner.page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click();
}

describe.skipIf(!executablePath)('a room', () => {
  it('is made, found by others, and joined', async () => {
    await owner.page.goto('/');
    await owner.signUp('Create the owner account');
    for (const each of [friend, guest]) {
      await each.page.goto('/sign-up');
      await each.signUp('Create account');
    }
    await owner.page.getByRole('button', { name: 'New conversation' }).first().click();
    await owner.page.getByRole('dialog').getByText('Room', { exact: true }).click();
    await owner.page.getByRole('textbox', { name: 'Name', exact: true }).fill('harbour-news');
    await owner.page.getByRole('dialog').getByRole('textbox', { name: 'Topic' }).fill('What moves on the water');
    await owner.page.getByRole('dialog').getByRole('switch', { name: 'Announcements only' }).click();
    await owner.isAccessible();
    await press(owner, 'Create room');
    await owner.page.getByRole('heading', { name: 'harbour-news' }).waitFor();
    await browseRooms(guest);
    await guest.page.getByText('What moves on the water').waitFor();
    await guest.isAccessible();
    await press(guest, 'Join harbour-news');
    await guest.page.getByText('owners and admins write here').waitFor();
    await owner.write('The ferry is late.');
    await guest.sees('The ferry is late.');
    await guest.isAccessible();
  });

  it('is found and joined in the search box too', async () => {
    await friend.page.keyboard.press('Control+k');
    await friend.page.keyboard.type('harb');
    await friend.page.getByRole('option', { name: /harbour-news/ }).waitFor();
    await friend.page.keyboard.press('Enter');
    await friend.sees('The ferry is late.');
  });

  it('keeps out whoever was banned, until the ban is lifted', async () => {
    await press(owner, 'Details');
    await about(maya.name, /^Ban/, 'Ban');
    await guest.page.getByText('You are no longer in harbour-news').waitFor();
    await browseRooms(guest);
    await guest.page.getByText('No public rooms yet').waitFor();
    await press(owner, 'Banned people');
    await owner.page.getByText(maya.name).waitFor();
    await owner.isAccessible();
    await press(owner, `Lift the ban of ${maya.name}`);
    await owner.page.getByText('Nobody is banned').waitFor();
    await owner.page.keyboard.press('Escape');
    await browseRooms(guest);
    await press(guest, 'Join harbour-news');
    await guest.sees('The ferry is late.');
  });

  it('is left again', async () => {
    await press(guest, 'Details');
    await press(guest, 'Leave…');
    await guest.page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect.poll(() => row(guest, /harbour-news/).count()).toBe(0);
  });

  it('is handed over to somebody, who then deletes it for everybody and takes that back', async () => {
    await about(jonas.name, /^Hand ownership over/, 'Hand over');
    await owner.page.getByRole('button', { name: 'Delete…' }).waitFor({ state: 'detached' });
    await press(friend, 'Details');
    await press(friend, 'Delete…');
    await friend.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await owner.page.getByText('harbour-news was deleted').waitFor();
    await owner.isAccessible();
    await press(friend, 'Undo');
    await friend.sees('The ferry is late.');
    await row(owner, /harbour-news/).waitFor();
    await owner.sees('The ferry is late.');
  });
});

describe.skipIf(!executablePath)('somebody blocked', () => {
  it('reads what was written, and is told that nothing more goes there', async () => {
    await friend.openConversationWith(maya);
    await friend.write('Lend me your boat.');
    await guest.page.goto('/');
    await row(guest, /Jonas/).click();
    await guest.sees('Lend me your boat.');
    await press(guest, `Profile of ${jonas.name}`);
    await guest.page.getByRole('dialog', { name: jonas.name }).getByRole('button', { name: 'Block' }).click();
    await friend.page.getByText('Maya Okafor takes no messages from you.').waitFor();
    await friend.sees('Lend me your boat.');
    await friend.isAccessible();
    await guest.page.keyboard.press('Escape');
    await press(guest, 'Unblock');
    await friend.write('Sorry. Please?');
    await guest.sees('Sorry. Please?');
  });

  it('drew every page under the strict policy without a complaint', () => {
    expect([owner, friend, guest].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
