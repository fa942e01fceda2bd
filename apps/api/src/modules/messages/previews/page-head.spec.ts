import { limits } from '@parley/contracts';
import { cardOf } from './card';
import { decoded } from './charset';
import { firstLink } from './links';
import { readHead } from './page-head';

const card = async (html: string) => cardOf(await readHead(html));

describe('the card of a page', () => {
  it('is what the page says of itself, the words meant for cards first', async () => {
    const head = `<!doctype html><html><head><title>Plain &amp; simple</title>
      <meta name="description" content="For machines"><meta property="og:site_name" content="The Harbour">
      <meta name="twitter:title" content="Short"><meta property="OG:Title" content="For &#x1F9ED; cards">
      <meta property="og:title" content="Second"></head><body><title>No</title></body>`;
    expect(await card(head)).toEqual({ title: 'For 🧭 cards', description: 'For machines', siteName: 'The Harbour' });
    expect(await card('<title>Only\n a  title</title>')).toEqual({
      title: 'Only a title',
      description: null,
      siteName: null,
    });
  });

  it.each([
    '',
    'no page at all',
    '<title></title>',
    '<title> \u200b\u2800 </title>',
    '<body><title>In the body</title>',
  ])('is none without a title: %j', async (html) => expect(await card(html)).toBeNull());

  it('holds no markup, no control and nothing that turns the text around it', async () => {
    const hostile = `<title>\u202eevil\u202c \u2066x\u2069\u0000\u0007 a\u200b\u00ad\ufeffb z${'\u0301'.repeat(50)}</title>
      <meta name="description" content="&#8238;&lt;script&gt;alert(1)&lt;/script&gt;&#0;&#x1b;[31m&#xd800;">`;
    const found = await card(hostile);
    expect(found?.title).toBe(`evil x a b ź${'\u0301'.repeat(4)}`);
    // Words, which are drawn as words.
    expect(found?.description).toBe('<script>alert(1)</script>�[31m�');
  });

  it('is cut to what a card shows, by whole characters', async () => {
    const found = await card(
      `<title>${'🧭'.repeat(9_999)}</title><meta name="description" content="${'d '.repeat(9_999)}">`,
    );
    expect([...(found?.title ?? '')]).toHaveLength(limits.previewTitle);
    expect(found?.title.isWellFormed()).toBe(true);
    expect(found?.title.endsWith('🧭…')).toBe(true);
    expect([...(found?.description ?? '')].length).toBeLessThanOrEqual(limits.previewDescription);
  });

  const big = 500_000;
  const filled = (piece: string) => piece.repeat(Math.floor(big / piece.length));
  it.each([
    ['nested elements', filled('<div>')],
    ['nested formatting', filled('<a><b><i>')],
    ['paragraphs that are never closed', filled('<b><p>')],
    ['attributes without end', `<a ${filled('x=1 ')}`],
    ['attributes of many names', `<a ${Array.from({ length: 60_000 }, (_, n) => `a${n}`).join(' ')}>`],
    ['metas', filled('<meta property="og:image" content="x">')],
    ['brackets', filled('<')],
    ['comments', filled('<!--')],
    ['scripts in scripts', `<script>${filled('<!--<script')}`],
    ['entities', `<title>${filled('&amp')}`],
    ['one title', `<title>${filled('a ')}`],
    ['one word', `<title>${filled('a')}`],
    ['marks', `<title>a${filled('\u0301')}`],
    ['letters that compose', `<title>${filled('\u1100\u1161\u11a8')}`],
    ['charsets', filled('<meta charset=')],
  ])('hostile HTML: half a megabyte of %s is read, and keeps nobody waiting for long', async (_what, html) => {
    let breaths = 0;
    let isOver = false;
    const breathe = () => {
      breaths += 1;
      if (!isOver) setImmediate(breathe);
    };
    breathe();
    const found = await card(`<title>First</title>${decoded(Buffer.from(html), null)}`);
    isOver = true;
    expect(found?.title).toBe('First');
    expect(breaths).toBeGreaterThan(1);
  });
});

describe('the letters of a page', () => {
  const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
  it.each([
    ['as its answer says', cyrillic, 'windows-1251', 'Привет'],
    [
      'as it says itself',
      Buffer.concat([Buffer.from('<meta charset="windows-1251">'), cyrillic]),
      null,
      '<meta charset="windows-1251">Привет',
    ],
    ['as its mark says', Buffer.from('\ufeffhé', 'utf16le'), 'utf-8', 'hé'],
    ['as everybody writes', Buffer.from('hé'), null, 'hé'],
    ['of a name that nobody knows', Buffer.from('hé'), '__proto__', 'hé'],
  ])('are read %s', (_how, bytes, charset, text) => expect(decoded(bytes, charset)).toBe(text));
});

describe('the first link of a text', () => {
  it.each([
    ['see https://a.example/x, and https://b.example', 'https://a.example/x'],
    ['[words](https://a.example/y)', 'https://a.example/y'],
    ['(HTTP://A.example)', 'http://a.example/'],
    ['www.a.example', 'https://www.a.example/'],
    ['mail mailto:a@b.example or https://a.example', 'https://a.example/'],
    ['`https://code.example` then https://a.example', 'https://a.example/'],
    ['```\nhttps://code.example\n```', null],
    ['https://bank.example@evil.example/', null],
    ['javascript:alert(1)//https', null],
    [`https://a.example/${'x'.repeat(limits.previewUrl)}`, null],
    ['nothing', null],
  ])('%s', (text, link) => expect(firstLink(text)).toBe(link));

  it('is found in a hostile text as fast as in another', () => {
    for (const piece of ['https://', '(', 'https://a.b)', '`', 'www.', 'https://a.b/(']) {
      firstLink(`https:// ${piece.repeat(200_000)}`);
    }
  });
});
