import { safeHref, splitLinks } from './links';

const links = (text: string) => splitLinks(text).flatMap((part) => (part.kind === 'link' ? [part.href] : []));

describe('splitLinks', () => {
  it('keeps every character of the text, in order', () => {
    const text = 'See https://a.example/x, (http://b.example) and mailto:c@d.example. Bye';
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('leaves punctuation and unopened brackets outside', () => {
    expect(links('See https://a.example/x, (http://b.example/y). End')).toEqual([
      'https://a.example/x',
      'http://b.example/y',
    ]);
  });

  it('keeps brackets that the address opened itself', () => {
    expect(links('https://en.example/Harbour_(sea) is nice')).toEqual(['https://en.example/Harbour_(sea)']);
  });

  it('reads www. as https', () => {
    expect(links('www.parley.example')).toEqual(['https://www.parley.example/']);
  });

  it('makes no link of anything but http, https and mailto', () => {
    expect(links('javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x ftp://a.example')).toEqual([]);
  });

  it('makes no link of an address that hides its host behind a name', () => {
    expect(safeHref('https://bank.example@evil.example/')).toBeNull();
  });

  it('gives plain text back as one part', () => {
    expect(splitLinks('no links here')).toEqual([{ kind: 'text', text: 'no links here' }]);
    expect(splitLinks('')).toEqual([]);
  });
});
