import { deviceWords } from './device';

describe('a device in words', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0',
      'Microsoft Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['node', 'node'],
    ['', 'Unknown device'],
    ['   ', 'Unknown device'],
    [null, 'Unknown device'],
  ])('%p is %p', (userAgent, words) => {
    expect(deviceWords(userAgent)).toBe(words);
  });

  it.each(['/', '(', ';', 'Version/', '1.', 'Mozilla/5.0 (', '\0', '<script>'])(
    'is short, and soon found, for many of %p',
    (part) => {
      expect(deviceWords(part.repeat(400 / part.length)).length).toBeLessThanOrEqual(60);
    },
  );
});
