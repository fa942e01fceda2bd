import { TOTP } from 'otpauth';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'dark' } as const;

let server: Server;
let browser: Browser;
let owner: PersonAtBrowser;
let friend: PersonAtBrowser;
/** The friend's other device. */
let hand: PersonAtBrowser;

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  owner = await PersonAtBrowser.sit(browser, server.url, hana);
  friend = await PersonAtBrowser.sit(browser, server.url, jonas);
  hand = await PersonAtBrowser.sit(browser, server.url, jonas, phone);
  await owner.page.goto('/');
  await owner.signUp('Create the owner account');
  await friend.page.goto('/sign-up');
  await friend.signUp('Create account');
  await hand.page.goto('/sign-in');
  await hand.signIn();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await owner.picture(`${task.name} (owner)`);
  await friend.picture(`${task.name} (friend)`);
  await hand.picture(`${task.name} (hand)`);
});

afterAll(async () => {
  if (!executablePath) return;
  await browser?.close();
  await server?.dispose();
});

const said = (person: PersonAtBrowser, words: string | RegExp) =>
  person.page.getByRole('log').getByText(words).last().waitFor({ state: 'attached' });

describe.skipIf(!executablePath)('the pages of settings', () => {
  it('are usable by everybody, at a desk by day', async () => {
    for (const page of ['profile', 'server', 'invites', 'people']) {
      await owner.opens(`/settings/${page}`, new RegExp(page, 'i'));
      await owner.page.getByRole('status').getByText('Loading').waitFor({ state: 'detached' });
      await owner.isAccessible();
    }
  });

  it('are usable by everybody, on a phone by night, where the list comes first', async () => {
    await hand.page.getByRole('button', { name: 'Settings' }).click();
    await hand.page.getByRole('menuitem', { name: 'All settings' }).click();
    await hand.page.getByRole('link', { name: /^Security/ }).waitFor();
    await expect.poll(() => hand.page.getByRole('link', { name: /^Audit/ }).count()).toBe(0);
    await hand.isAccessible();
    for (const page of ['account', 'security', 'privacy', 'appearance']) {
      await hand.page.getByRole('link', { name: new RegExp(`^${page}`, 'i') }).click();
      await hand.page.getByRole('heading', { level: 1, name: new RegExp(page, 'i') }).waitFor();
      await hand.page.getByRole('status').getByText('Loading').waitFor({ state: 'detached' });
      await hand.isAccessible();
      await hand.page.getByRole('link', { name: 'Back to settings' }).click();
    }
  });
});

describe.skipIf(!executablePath)('who one is', () => {
  it('changes on every device at once', async () => {
    await hand.opens('/settings/profile', 'Profile');
    await friend.opens('/settings/profile', 'Profile');
    await friend.page.getByLabel('Name', { exact: true }).fill('Jonas L.');
    await friend.page.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await friend.page.getByRole('button', { name: 'Save' }).click();
    await said(friend, 'Saved.');
    await hand.page.getByText('Jonas L.', { exact: true }).waitFor();
    await friend.page.getByRole('button', { name: 'In a meeting' }).click();
    await friend.page.getByRole('button', { name: 'Set the status' }).click();
    await hand.page.getByRole('button', { name: 'Clear the status' }).waitFor();
  });

  it('is seen by others, who can write or block from there', async () => {
    const { page } = owner;
    await page.goto('/');
    await owner.isInside();
    await owner.openConversationWith({ ...jonas, name: 'Jonas L.' });
    await page.getByRole('button', { name: 'Profile of Jonas L.' }).click();
    const card = page.getByRole('dialog', { name: 'Jonas L.' });
    await card.getByText('📅 In a meeting').waitFor();
    await card.getByText(/for them$/).waitFor();
    await owner.isAccessible();
    await card.getByRole('button', { name: 'Block' }).click();
    await card.getByText('You have blocked Jonas L.').waitFor();
    await page.keyboard.press('Escape');
    await owner.opens('/settings/privacy', 'Privacy');
    await page.getByRole('button', { name: 'Unblock Jonas L.' }).click();
    await page.getByText('You have blocked nobody.').waitFor();
  });
});

describe.skipIf(!executablePath)('getting in', () => {
  let secret = '';
  let recovery = '';
  const code = () => new TOTP({ secret }).generate();

  it('ends on another device at once when it is signed out from here', async () => {
    await friend.opens('/settings/security', 'Security');
    await friend.page.getByText('This device').waitFor();
    await friend.page.getByRole('button', { name: 'Sign out all others' }).click();
    await hand.page.getByText('You were signed out here').waitFor();
    await hand.isAccessible();
    await friend.page.getByRole('button', { name: 'Sign out all others' }).waitFor({ state: 'detached' });
    await hand.enterPassword();
    await hand.page.getByRole('heading', { level: 1 }).waitFor();
    await hand.page.getByLabel('Name', { exact: true }).waitFor();
  });

  it('can ask for a second factor, which signs out every other device', async () => {
    const { page } = friend;
    await friend.opens('/settings/security', 'Security');
    await friend.mustProveBefore('**/api/users/me/totp');
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('dialog', { name: 'Is it you?' }).waitFor();
    await friend.isAccessible();
    await friend.provesByPassword();
    const dialog = page.getByRole('dialog', { name: 'Set up the authenticator app' });
    await dialog.getByRole('img', { name: /^QR code/ }).waitFor();
    secret = ((await dialog.getByRole('code').textContent()) ?? '').replaceAll(' ', '');
    await friend.isAccessible();
    await dialog.getByLabel('Code from the app').fill(code());
    const codes = page.getByRole('dialog', { name: 'Keep these recovery codes' });
    recovery = (await codes.getByRole('listitem').first().textContent()) ?? '';
    await friend.isAccessible();
    await codes.getByLabel('I keep them in a safe place').check();
    await codes.getByRole('button', { name: 'Done' }).click();
    await page.getByText('On', { exact: true }).waitFor();
    await hand.page.getByText('You were signed out here').waitFor();
  });

  it('goes by a recovery code when the phone is gone', async () => {
    await hand.page.goto('/sign-in');
    await hand.enterPassword();
    await hand.page.getByLabel('Code from your authenticator app').waitFor();
    await hand.isAccessible();
    await hand.page.getByRole('button', { name: 'Use a recovery code' }).click();
    await hand.page.getByLabel('Recovery code').fill(recovery);
    await hand.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await hand.isInside();
  });
});

describe.skipIf(!executablePath)('looking after a server', () => {
  it('suspends somebody whose page is open, and lets them back', async () => {
    const { page } = owner;
    await owner.opens('/settings/people', 'People');
    await page.getByRole('searchbox', { name: 'Find people' }).fill('jonas');
    await page.getByRole('button', { name: 'Manage Jonas L.' }).click();
    const dialog = page.getByRole('dialog', { name: 'Jonas L.' });
    await dialog.getByLabel(/for what reason/).fill('A lost phone');
    await owner.isAccessible();
    await dialog.getByRole('button', { name: 'Suspend Jonas L.' }).click();
    await dialog.getByRole('button', { name: 'Lift the suspension' }).waitFor();
    await friend.page.getByRole('heading', { name: /^Welcome to/ }).waitFor();
    await friend.enterPassword();
    await friend.page
      .getByRole('alert')
      .getByText(/suspended/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Lift the suspension' }).click();
    await dialog.getByRole('button', { name: 'Suspend Jonas L.' }).waitFor();
    await friend.enterPassword();
    await friend.page.getByLabel('Code from your authenticator app').waitFor();
  });

  it('gives a role, and remembers who did what', async () => {
    const { page } = owner;
    await page.getByLabel('Role on this server').selectOption('Moderator');
    await said(owner, /is moderator now/);
    await owner.opens('/settings/audit', 'Audit');
    await page.getByText('Role changed').last().waitFor();
    await owner.isAccessible();
  });

  it('drew every page under the strict policy without a complaint', () => {
    expect([...owner.complaints, ...friend.complaints, ...hand.complaints]).toEqual([]);
  });
});
