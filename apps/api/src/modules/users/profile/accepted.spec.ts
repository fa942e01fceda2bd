import { canonicalLanguage, isEmoji, isLanguage, isTimeZone } from './accepted';

describe('what a profile accepts', () => {
  it.each(['Europe/Berlin', 'America/Argentina/Ushuaia', 'UTC', 'Etc/GMT+5', ''])('%p as a time zone', (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
  it.each(['Europe/Atlantis', '+02:00', 'a'.repeat(65), '../etc/passwd', 'Europe/Berlin\0'])(
    'not %p as a time zone',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
  it.each(['de', 'pt-BR', 'zh-Hant-TW', ''])('%p as a language', (tag) => expect(isLanguage(tag)).toBe(true));
  it.each(['english please', 'e', '-', 'x'.repeat(36), '__proto__'])('not %p as a language', (tag) =>
    expect(isLanguage(tag)).toBe(false),
  );
  it('a language in its usual spelling', () => expect(canonicalLanguage('PT-br')).toBe('pt-BR'));
  it.each(['🌴', '👩‍💻', '🇩🇪', '❤️', '5️⃣'])('%p as an emoji', (text) => expect(isEmoji(text)).toBe(true));
  it.each(['', 'a', '🌴🌴', '5', '🌴 ', '\u200d', '<b>'])('not %p as an emoji', (text) =>
    expect(isEmoji(text)).toBe(false),
  );
});
