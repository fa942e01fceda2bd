import { provenance } from './origin';

const ask = (headers: Record<string, string>) =>
  provenance({ headers: { host: 'chat.example', ...headers } }, ['https://app.example']);

describe('provenance', () => {
  it.each([
    [{ origin: 'https://chat.example' }, 'same'],
    [{ origin: 'http://chat.example' }, 'same'],
    [{ origin: 'https://app.example' }, 'same'],
    [{ referer: 'https://chat.example/c/1' }, 'same'],
    [{ 'sec-fetch-site': 'same-origin' }, 'same'],
    [{ origin: 'https://evil.example' }, 'foreign'],
    [{ origin: 'https://chat.example.evil.example' }, 'foreign'],
    [{ origin: 'https://evil.example', referer: 'https://chat.example/' }, 'foreign'],
    [{ origin: 'http://app.example' }, 'foreign'],
    [{ origin: 'null' }, 'foreign'],
    [{ origin: 'chat.example' }, 'foreign'],
    [{ 'sec-fetch-site': 'cross-site' }, 'foreign'],
    [{ 'sec-fetch-site': 'same-site' }, 'foreign'],
    [{}, 'unsaid'],
  ])('takes %j for %s', (headers, expected) => {
    expect(ask(headers)).toBe(expected);
  });
});
