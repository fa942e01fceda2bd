import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
// Said aloud: a journey that was not made must not look like one that went well.
if (!executablePath) process.stderr.write('journeys: not run: no Chromium\n');

const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };

let server: Server;
let browser: Browser;
let owner: PersonAtBrowser;
let friend: PersonAtBrowser;

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  owner = await PersonAtBrowser.sit(browser, server.url, hana);
  friend = await PersonAtBrowser.sit(browser, server.url, jonas, { colorScheme: 'dark' });
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await owner.picture(`${task.name} (owner)`);
  await friend.picture(`${task.name} (friend)`);
});

afterAll(async () => {
  if (!executablePath) return;
  await browser?.close();
  await server?.dispose();
});

describe.skipIf(!executablePath)('joining', () => {
  it('lets the first person own the server', async () => {
    await owner.page.goto('/');
    await owner.page.getByRole('heading', { name: 'Set up your server' }).waitFor();
    await owner.isAccessible();
    await owner.signUp('Create the owner account');
    await owner.page.getByText('No conversations yet').waitFor();
    await owner.isAccessible();
  });

  it('says plainly what is wrong with a form', async () => {
    await friend.page.goto('/sign-up');
    await friend.page.getByRole('button', { name: 'Create account' }).click();
    await friend.page.getByText('At least 3 characters.').waitFor();
    await friend.isAccessible();
  });

  it('lets a second person join', async () => {
    await friend.signUp('Create account');
    await friend.isAccessible();
  });
});

describe.skipIf(!executablePath)('talking', () => {
  it('brings a message to the other open page without a reload', async () => {
    await owner.openConversationWith(jonas);
    await owner.write('Are you coming to the pier?');
    await owner.sees('Are you coming to the pier?');
    await friend.page.getByRole('link', { name: /Hana Sato/ }).waitFor();
    await friend.seesTitle(/^\(1\) /);
    await expect.poll(() => friend.page.getByText('1 unread').count()).toBe(1);
    await owner.seesState('Are you coming', 'delivered');
  });

  it('shows where reading begins, and tells the sender that it was read', async () => {
    await friend.page.getByRole('link', { name: /Hana Sato/ }).click();
    await friend.sees('Are you coming to the pier?');
    await friend.page.getByText('1 new').waitFor();
    await friend.isAccessible();
    await owner.seesState('Are you coming', 'read');
    await owner.page.getByRole('link', { name: /Jonas Lindqvist.*Read/ }).waitFor();
    await friend.seesTitle(/^Hana Sato/);
    await friend.write('On my way, with cake.');
    await owner.sees('On my way, with cake.');
    await owner.isAccessible();
  });

  it('makes links of addresses and of nothing else', async () => {
    await friend.write('<img src=x onerror=alert(1)> javascript:alert(1) https://pier.example/map');
    await owner.sees('pier.example/map');
    const links = owner.message('pier.example/map').getByRole('link');
    await expect.poll(() => links.count()).toBe(1);
    expect(await links.first().getAttribute('href')).toBe('https://pier.example/map');
    await expect.poll(() => owner.message('pier.example/map').locator('img').count()).toBe(0);
  });
});

describe.skipIf(!executablePath)('staying', () => {
  it('stays signed in over a reload', async () => {
    await owner.page.reload();
    await owner.sees('On my way, with cake.');
    await owner.connectionIs('live');
  });

  it('keeps what is written offline and sends it later', async () => {
    await owner.context.setOffline(true);
    await owner.connectionIs('offline');
    await owner.write('Written on the ferry.');
    await owner.seesState('Written on the ferry.', 'pending');
    await owner.page.getByText('Offline. 1 message will go when you are back.').waitFor();
    await owner.isAccessible();
    await owner.context.setOffline(false);
    await friend.sees('Written on the ferry.');
    await owner.connectionIs('live');
    await expect.poll(() => friend.message('Written on the ferry.').count()).toBe(1);
  });

  it('has everything after the server was killed, and pages catch up by themselves', async () => {
    await server.down('SIGKILL');
    await friend.connectionIs('offline');
    await friend.write('Sent while the server was dead.');
    await friend.seesState('Sent while', 'pending');
    await server.up();
    await owner.sees('Sent while the server was dead.');
    await owner.page.reload();
    await owner.sees('Are you coming to the pier?');
    await owner.sees('Sent while the server was dead.');
    await expect.poll(() => owner.message('Sent while the server was dead.').count()).toBe(1);
  });
});

describe.skipIf(!executablePath)('leaving', () => {
  it('comes back to the composer when the open conversation is picked in the search', async () => {
    await owner.openConversationWith(jonas);
    await owner.page.getByRole('listbox').waitFor({ state: 'detached' });
    await owner.hasFocus('textbox', /^Message Jonas/);
  });

  it('keeps a draft with its conversation', async () => {
    await owner.page.getByRole('textbox', { name: /^Message / }).fill('Half a thought');
    await owner.page.keyboard.press('Control+k');
    await owner.page.keyboard.type('notes');
    await owner.page.getByRole('option', { name: 'Notes to self' }).waitFor();
    await owner.page.keyboard.press('Enter');
    await owner.page.getByRole('heading', { name: 'Notes to self' }).waitFor();
    await owner.write('Buy mooring lines');
    await owner.seesState('Buy mooring lines', 'sent');
    await owner.page.getByText('Draft: Half a thought').waitFor();
    await owner.isAccessible();
    await owner.page.getByRole('link', { name: /Jonas Lindqvist/ }).click();
    await expect.poll(() => owner.page.getByRole('textbox', { name: /^Message / }).inputValue()).toBe('Half a thought');
  });

  it('signs out, and the page shows nothing any more', async () => {
    await owner.seesPresence(jonas.name, 'online');
    await friend.signOut();
    await friend.isAccessible();
    await owner.seesPresence(jonas.name, 'offline', /^last seen /);
    await friend.page.goBack();
    await friend.page.getByRole('heading', { name: /^Welcome to/ }).waitFor();
    await expect.poll(() => friend.page.getByText('cake').count()).toBe(0);
    await friend.signIn();
    await friend.page.getByRole('link', { name: /Hana Sato/ }).waitFor();
    await owner.seesPresence(jonas.name, 'online');
  });

  it('drew every page under the strict policy without a complaint', () => {
    expect([...owner.complaints, ...friend.complaints]).toEqual([]);
  });
});
