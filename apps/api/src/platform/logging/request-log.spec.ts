import { withoutSecrets } from './request-log';

describe('secrets in logs', () => {
  it.each(['/api/auth/invites/', '/join/'])('an invite is a secret in the path %s', (place) => {
    const code = 'rQXlAnRNTRQixVQ-Ll34tQ';
    expect(withoutSecrets(place + code)).toBe(`${place}[redacted]`);
    expect(withoutSecrets(`${place}${code}/`)).not.toContain(code);
    expect(withoutSecrets(`${place}%72${code.slice(1)}`)).not.toContain(code.slice(1));
  });

  it.each([
    '/api/chat/01a1fe55-7804-779b-8867-41ec0485634c/messages',
    '/api/users/me/email/verification',
    '/assets/index-abcdefghijklmnopqrstuv.js',
    '/',
  ])('what is none stays readable: %s', (path) => {
    expect(withoutSecrets(path)).toBe(path);
  });
});
