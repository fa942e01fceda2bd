import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };

let server: Server;
let browser: Browser;
let owner: PersonAtBrowser;
let guest: PersonAtBrowser;

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  owner = await PersonAtBrowser.sit(browser, server.url, hana);
  guest = await PersonAtBrowser.sit(browser, server.url, jonas, { colorScheme: 'dark' });
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await owner.picture(`${task.name} (owner)`);
  await guest.picture(`${task.name} (guest)`);
});

afterAll(async () => {
  if (!executablePath) return;
  await browser?.close();
  await server?.dispose();
});

describe.skipIf(!executablePath)('coming in', () => {
  let invite = '';

  it('lets the owner name the server, and offers an invite link and nothing else', async () => {
    const { page } = owner;
    await page.goto('/');
    await page.getByLabel('What is this server called?').fill('Harbour Works');
    await owner.signUp('Create the owner account');
    await page.getByRole('button', { name: 'Make an invite link' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your invite link' });
    invite = (await dialog.getByText('/join/').textContent()) ?? '';
    await dialog.getByRole('img', { name: /^QR code/ }).waitFor();
    await owner.isAccessible();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.title()).toContain('Harbour Works');
  });

  it('says how to get in where an invite is needed', async () => {
    await owner.opens('/settings/server', 'Server');
    await owner.page.getByText('People with an invite').click();
    await owner.page.getByRole('log').getByText('Saved.').waitFor({ state: 'attached' });
    expect(await owner.page.getByRole('radio', { name: /invite/ }).isChecked()).toBe(true);
    await guest.opens('/sign-up', 'Harbour Works is by invite');
    await guest.isAccessible();
    await guest.opens('/join/not-an-invite', 'This invite does not work any more');
  });

  it('lets somebody in by the link, and says what is wrong with a password before and after', async () => {
    await guest.opens(new URL(invite).pathname, 'Join Harbour Works');
    await guest.page.getByText('Hana Sato invites you.').waitFor();
    await guest.page.getByText(/none of the passwords everybody tries/).waitFor();
    await guest.isAccessible();
    await guest.page.getByLabel('Your name').fill(jonas.name);
    await guest.page.getByLabel('Username').fill(jonas.username);
    await guest.page.getByLabel('E-mail').fill(guest.email);
    await guest.page.getByLabel('Password').fill('password1');
    await guest.page.getByRole('button', { name: 'Create account' }).click();
    await guest.page.getByText('one of the first that others would try').waitFor();
    await guest.signUp('Create account');
  });

  it('proves an address by the mailed link, and every page knows', async () => {
    await guest.page.getByText(`Open the link we mailed to ${guest.email}`).waitFor();
    await guest.isAccessible();
    const other = await guest.context.newPage();
    await other.goto(await server.mailbox.linkTo(guest.email, '/verify-email'));
    await other.getByRole('heading', { name: 'Your e-mail address is verified' }).waitFor();
    expect(other.url()).not.toContain('token');
    await guest.page.getByText('Open the link we mailed').waitFor({ state: 'detached' });
    await other.reload();
    await other.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await other.close();
  });
});

describe.skipIf(!executablePath)('coming back', () => {
  it('signs in with six digits from the mail', async () => {
    const { page } = guest;
    await guest.signOut();
    await page.getByRole('button', { name: 'E-mail me a six-digit code' }).click();
    await page.getByLabel('E-mail').fill(guest.email);
    await page.getByRole('button', { name: 'E-mail me a code' }).click();
    await page.getByRole('heading', { name: 'Look in your mail' }).waitFor();
    const code = await server.mailbox.codeTo(guest.email);
    const field = page.getByLabel('Six-digit code');
    await field.fill(code === '000000' ? '000001' : '000000');
    await page
      .getByRole('alert')
      .getByText(/not right/)
      .waitFor();
    await guest.isAccessible();
    // As pasted from a mail, spaces and all.
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await guest.isInside();
  });

  it('sets a new password by the mailed link, and signs out what was signed in', async () => {
    const elsewhere = await PersonAtBrowser.sit(browser, server.url, jonas);
    await elsewhere.opens('/forgot-password', 'Choose a new password');
    await elsewhere.page.getByLabel('E-mail').fill('nobody@example.org');
    await elsewhere.page.getByRole('button', { name: 'Send the link' }).click();
    await elsewhere.page.getByText('If nobody@example.org belongs to an account here').waitFor();
    await elsewhere.opens('/forgot-password', 'Choose a new password');
    await elsewhere.page.getByLabel('E-mail').fill(guest.email);
    await elsewhere.page.getByRole('button', { name: 'Send the link' }).click();
    await elsewhere.page.getByText(`If ${guest.email} belongs to an account here`).waitFor();
    await elsewhere.isAccessible();
    await elsewhere.opens(await server.mailbox.linkTo(guest.email, '/reset-password'), 'Choose a new password');
    guest.password = elsewhere.password = 'four quiet harbours';
    await elsewhere.page.getByLabel('New password').fill(elsewhere.password);
    await elsewhere.page.getByRole('button', { name: 'Save the password' }).click();
    await elsewhere.page.getByRole('heading', { name: 'Your new password is set' }).waitFor();
    await guest.page.getByText('You were signed out here').waitFor();
    await guest.isAccessible();
    await guest.signIn();
    await elsewhere.leave();
  });

  it('takes the other tabs of a browser along when one signs out', async () => {
    const other = await guest.context.newPage();
    await other.goto('/');
    await other.getByRole('combobox').waitFor();
    await guest.signOut();
    await other.getByRole('heading', { name: /^Welcome to/ }).waitFor();
    await other.close();
  });

  it('drew every page under the strict policy without a complaint', () => {
    expect([...owner.complaints, ...guest.complaints]).toEqual([]);
  });
});
