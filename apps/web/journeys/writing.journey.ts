import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { xssCorpus } from '../src/features/messages/text/xss-corpus';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { PersonAtBrowser } from './person';
import { Server } from './server';

const executablePath = findChromium();
const hana = { name: 'Hana Sato', username: 'hana' };
const jonas = { name: 'Jonas Lindqvist', username: 'jonas' };

let server: Server;
let browser: Browser;
let owner: PersonAtBrowser;
let friend: PersonAtBrowser;
let groupId: string;
const dialogs: string[] = [];

beforeAll(async () => {
  if (!executablePath) return;
  server = await Server.start();
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  owner = await PersonAtBrowser.sit(browser, server.url, hana, { viewport: { width: 1440, height: 900 } });
  friend = await PersonAtBrowser.sit(browser, server.url, jonas, { colorScheme: 'dark' });
  for (const { page } of [owner, friend]) {
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  }
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

const field = ({ page }: PersonAtBrowser) => page.getByRole('textbox', { name: /^(Message |Edit message)/ });
const row = ({ page }: PersonAtBrowser, name: RegExp) => page.getByRole('link', { name });
const holds = (person: PersonAtBrowser, text: string) =>
  expect.poll(() => field(person).inputValue(), { timeout: 15_000 }).toBe(text);

/** Over HTTP from the page itself, with its cookies. */
function post(person: PersonAtBrowser, path: string, body: object): Promise<unknown> {
  return person.page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(to, { method: 'POST', headers, body: sent })).json() as Promise<unknown>;
    },
    [path, JSON.stringify(body)] as const,
  );
}

describe.skipIf(!executablePath)('writing to one person', () => {
  it('shows that the other one types, and that they stopped', async () => {
    await owner.page.goto('/');
    await owner.signUp('Create the owner account');
    await friend.page.goto('/sign-up');
    await friend.signUp('Create account');
    await owner.openConversationWith(jonas);
    await owner.write('Are you there?');
    await row(friend, /Hana Sato/).click();
    await friend.sees('Are you there?');
    await owner.seesState('Are you there?', 'read');
    const { page } = owner;
    // It is over after five seconds, which a slow machine may take to look: one key more each time.
    const typing = async () => {
      await field(friend).press('w');
      return [await page.getByText('Jonas is typing').count(), await page.getByText('typing…').count()];
    };
    await expect.poll(typing, { timeout: 30_000 }).toEqual([1, 1]);
    await owner.isAccessible();
    await field(friend).fill('');
    await owner.page.getByText('Jonas is typing').waitFor({ state: 'detached' });
  });

  it('rewrites the last message with the arrow, and Escape leaves it alone', async () => {
    await field(owner).press('ArrowUp');
    await holds(owner, 'Are you there?');
    await owner.isAccessible();
    await field(owner).press('Escape');
    await holds(owner, '');
    await field(owner).press('ArrowUp');
    await field(owner).fill('Are you at the pier?');
    await field(owner).press('Enter');
    await friend.sees('Are you at the pier?');
    await holds(owner, '');
    expect(await friend.message('Are you there?').count()).toBe(0);
  });

  it('takes Enter for a word while an input method composes, and for sending afterwards', async () => {
    await field(owner).focus();
    const cdp = await owner.context.newCDPSession(owner.page);
    await cdp.send('Input.imeSetComposition', { text: 'みなと', selectionStart: 3, selectionEnd: 3 });
    await holds(owner, 'みなと');
    // As an input method hands it on.
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 } as const;
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    await holds(owner, 'みなと');
    await owner.page.keyboard.press('Enter');
    await friend.sees('みなと');
    expect(await friend.message('みなと').count()).toBe(1);
  });

  it('keeps a draft and what it answers over a reload, and takes an emoji from the picker', async () => {
    await friend.message('Are you at the pier?').hover();
    await friend.page.getByRole('button', { name: 'Reply', exact: true }).click();
    await friend.page.getByText(/^Answering Hana Sato/).waitFor();
    await field(friend).fill('At the **end** of it ');
    await friend.page.reload();
    await friend.page.getByText(/^Answering Hana Sato/).waitFor();
    await holds(friend, 'At the **end** of it ');
    await friend.page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await friend.page.getByRole('searchbox', { name: 'Search emoji' }).fill('birthday cake');
    await friend.page.getByRole('dialog', { name: 'Emoji' }).getByText('🎂', { exact: true }).first().click();
    await holds(friend, 'At the **end** of it 🎂');
    await friend.isAccessible();
    await field(friend).press('Enter');
    await owner.message('At the end of it').getByText('Are you at the pier?').waitFor();
    await friend.page.getByText(/^Answering Hana Sato/).waitFor({ state: 'detached' });
  });
});

describe.skipIf(!executablePath)('writing to several', () => {
  it('completes a name by keyboard, and who is named is told', async () => {
    const made = (await post(owner, '/api/chat', { kind: 'group', name: 'Pier crew' })) as { id: string };
    groupId = made.id;
    const { id } = (await friend.page.evaluate(async () => (await fetch('/api/users/me')).json())) as { id: string };
    await post(owner, `/api/chat/${groupId}/members`, { userIds: [id] });
    await row(owner, /Pier crew/).click();
    await field(owner).pressSequentially('ask @jon');
    await owner.page.getByRole('option', { name: /Jonas Lindqvist/ }).waitFor();
    await owner.isAccessible();
    await owner.page.keyboard.press('Tab');
    await holds(owner, 'ask @jonas ');
    await field(owner).pressSequentially('about `@jonas` :rocke');
    await owner.page.getByRole('option', { name: /:rocket:/ }).waitFor();
    await owner.page.keyboard.press('Enter');
    await holds(owner, 'ask @jonas about `@jonas` 🚀 ');
    await owner.page.keyboard.press('Enter');
    await row(friend, /Pier crew.*mention/i).click();
    await friend.message('ask').getByRole('button', { name: '@Jonas Lindqvist' }).waitFor();
    expect(await friend.message('ask').locator('code').textContent()).toBe('@jonas');
    await friend.isAccessible();
  });

  it('draws Markdown, and code in its colours', async () => {
    await friend.write(
      '**Cut** at *four*, see [the runbook](https://pier.example/run):\n\n- one\n- two\n\n```ts\nconst delay = 2;\n```',
    );
    const drawn = owner.message('the runbook');
    await drawn.locator('strong', { hasText: 'Cut' }).waitFor();
    await drawn.getByRole('listitem').nth(1).waitFor();
    await drawn.getByRole('group', { name: 'Code ts' }).locator('span', { hasText: 'const' }).waitFor();
    expect(await drawn.getByRole('link').getAttribute('rel')).toBe('noopener noreferrer nofollow');
    await row(owner, /Pier crew.*Cut at four, see the runbook: • one • two/).waitFor();
    await owner.isAccessible();
    await friend.isAccessible();
  });

  it('shows what is hostile as the words it is', async () => {
    const path = `/api/chat/${groupId}/messages`;
    for (const text of xssCorpus.filter((each) => each.trim() === each && !each.includes('\u0001'))) {
      await post(friend, path, { clientId: crypto.randomUUID(), text });
    }
    await friend.write('*That was all.*');
    await owner.message('That was all.').locator('em').waitFor();
    for (const end of [1_000_000, 0]) {
      await owner.page.getByTestId('timeline').evaluate((list, top) => list.scrollTo({ top }), end);
      await expect.poll(() => owner.page.getByRole('article').count()).toBeGreaterThan(0);
      const foreign = owner.page.getByRole('article').locator('img, script, iframe, math, form, [onerror], [onload]');
      expect(await foreign.count()).toBe(0);
      const links = await owner.page
        .locator('article a')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
      expect(links.filter((href) => !/^(?:https?|mailto):/.test(href))).toEqual([]);
    }
    expect(dialogs).toEqual([]);
    expect([...owner.complaints, ...friend.complaints]).toEqual([]);
  });
});
