import { MailQueue } from '../src/modules/notification';
import { MailHouse, codeOf } from './mail-house';
import { tokenIn } from './mail-server';
import { Person, request } from './person';

const house = new MailHouse();
const open = (path = '', headers: Record<string, string> = {}) =>
  request(house.server.url, 'GET', `/api/outbox${path}`, { headers });

describe('the outbox page', () => {
  let file: string;
  beforeAll(async () => {
    await house.start();
    await Person.join(house.server.url, 'mira');
    await house.post.about('Confirm', 'mira@example.org');
    file = /\/api\/outbox\/([\w-]+\.eml)/.exec(String((await open()).body))?.[1] ?? '';
  });
  afterAll(house.close);

  it('lists the mails that stayed here, newest first', async () => {
    await house.otp('mira@example.org');
    await house.nthCode('mira@example.org');
    const { status, headers, body } = await open();
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const subjects = [...String(body).matchAll(/<b>([^<]+)<\/b>/g)].map(([, subject]) => subject);
    expect(subjects).toEqual(['Your sign-in code for Parley', 'Confirm your e-mail address for Parley']);
  });

  it('shows a mail in words, with its link to click, and as mail programs show it', async () => {
    const token = tokenIn(await house.post.about('Confirm', 'mira@example.org'));
    const page = String((await open(`/${file}`)).body);
    expect(page).toMatch(new RegExp(`<a href="http://[^"]+/verify-email#token=${token}">`));
    expect(page).toContain(`<iframe src="/api/outbox/${file}/html"`);
    const { body, headers } = await open(`/${file}/html`);
    expect(String(body)).toContain(`#token=${token}"`);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox allow-popups/);
  });

  it('runs nothing: no script, no other site, and no style but its own', async () => {
    for (const path of ['', `/${file}`]) {
      const policy = (await open(path)).headers.get('content-security-policy');
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
      expect(policy).not.toContain('script-src');
    }
    expect((await open(`/${file}`)).headers.get('cache-control')).toBe('no-store');
  });

  it('XSS: what stands in a mail stays text', async () => {
    const evil = '<script>alert(1)</script>" onload="x';
    const letter = { kind: 'test', subject: evil, text: `${evil} http://x.example/"><script>`, html: evil };
    house.server.app.get(MailQueue, { strict: false }).send('evil@example.org', letter);
    await house.post.about('alert', 'evil@example.org');
    const list = String((await open()).body);
    const evilFile = /\/api\/outbox\/([\w-]+\.eml)/.exec(list)?.[1] ?? '';
    const page = String((await open(`/${evilFile}`)).body);
    expect(page).toContain('&lt;script&gt;');
    for (const text of [list, page]) expect(text).not.toMatch(/<script|" onload="x/);
  });

  it.each([
    '..%2f..%2fsigning-key',
    '..%2Fsigning-key',
    '%2e%2e%2fsigning-key',
    'nothing.eml',
    '20261121T000000000Z-x.eml',
  ])('path traversal: %s is not found', async (name) => {
    expect((await open(`/${name}`)).status).toBe(404);
    expect((await open(`/${name}/html`)).status).toBe(404);
  });

  it.each([
    ['x-forwarded-for', '203.0.113.7'],
    ['forwarded', 'for=203.0.113.7'],
    ['via', '1.1 proxy'],
  ])('is not there from beyond this machine: %s: %s', async (name, value) => {
    for (const path of ['', `/${file}`, `/${file}/html`]) {
      const answer = await open(path, { [name]: value });
      expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
    }
  });
});

describe('the outbox page of a server that sends mail', () => {
  beforeAll(() => house.start({ SMTP_URL: 'smtp://127.0.0.1:9' }));
  afterAll(house.close);

  it('is not there', async () => {
    const answer = await open();
    expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
  });
});
