import { letters } from './letters';

const url = 'https://chat.example/verify-email#token=a&b';
const from = { server: 'Parley' };

const all = (server: string) => ({
  signInCode: letters.signInCode({ server, code: '012345', minutes: 5 }),
  stepUpCode: letters.stepUpCode({ server, code: '012345', minutes: 5 }),
  firstCode: letters.firstCode({ server, url }),
  verifyEmail: letters.verifyEmail({ server, url }),
  resetPassword: letters.resetPassword({ server, url }),
  passwordChanged: letters.passwordChanged({ server }),
  confirmNewEmail: letters.confirmNewEmail({ server, url }),
  emailChangeAsked: letters.emailChangeAsked({ server }),
  emailChanged: letters.emailChanged({ server, to: 'new@example.org' }),
  emailHasAccount: letters.emailHasAccount({ server }),
  secondFactorOn: letters.secondFactorOn({ server }),
  secondFactorOff: letters.secondFactorOff({ server }),
  deadLetters: letters.deadLetters({ server, url: 'https://chat.example/api/admin/dead-letters' }),
});

/** What a person reads of a page. */
const words = (html: string) =>
  html
    .replace(/^[\s\S]*<body>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

describe('letters', () => {
  it('there is one test for each', () => expect(Object.keys(all('x'))).toEqual(Object.keys(letters)));

  it.each(Object.entries(all('Parley')))('%s says the same in both twins', (_, { text, html }) => {
    const rich = words(html);
    const plain = text
      .split(/\n\n|:\n/)
      .map((part) => part.trim())
      .filter((part) => part && !part.startsWith('--'));
    expect(plain.length).toBeGreaterThan(1);
    for (const part of plain) expect(rich).toContain(part);
  });

  it.each(Object.entries(all('Parley')))('%s loads nothing from anywhere', (_, { html }) => {
    expect(html).not.toMatch(/<(?:img|script|link|iframe|form)|url\(|@import|\son\w+=/i);
  });

  it('XSS: what the server is called stays text, on one line, and short', () => {
    const evil = `<script>alert(1)</script>"'&\r\nBcc: x@example.org\u202e${'x'.repeat(500)}`;
    for (const { subject, html, text } of Object.values(all(evil))) {
      expect(html).not.toContain('<script>');
      expect(subject).not.toMatch(/[\r\n\u202e]/);
      expect(subject.length).toBeLessThan(160);
      expect(text).not.toMatch(/^Bcc:/m);
    }
  });

  it('XSS: an address in a link stays in its attribute', () => {
    const { html } = letters.verifyEmail({ ...from, url: 'https://chat.example/"><script>alert(1)</script>' });
    expect(html).not.toContain('"><script>');
  });

  it('a code stands alone, and is the only number of its length', () => {
    const { text, subject } = letters.signInCode({ ...from, code: '012345', minutes: 5 });
    expect(text.match(/\b\d{6}\b/g)).toEqual(['012345']);
    expect(subject).not.toContain('012345');
  });
});
