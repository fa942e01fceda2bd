import type { HttpError } from '@parley/contracts';
import { request } from 'node:http';
import { type TestServer, startServer } from './server';

let server: TestServer;
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());

/** Not `fetch`: a browser names the host it believes to talk to, and so does this. */
function ask(method: string, path: string, host: string, body?: unknown): Promise<{ status: number; text: string }> {
  const { port } = new URL(server.url);
  const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asking.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const newcomer = { email: 'thief@example.org', username: 'thief', password: 'correct horse battery' };

// A page of another site whose name was made to point at 127.0.0.1: same origin for the browser, loopback for us.
describe('DNS rebinding', () => {
  it('does not own the server: the first account needs the setup code', async () => {
    const { port } = new URL(server.url);
    const answer = await ask('POST', '/api/auth/register', `evil.example:${port}`, newcomer);
    expect([answer.status, (JSON.parse(answer.text) as HttpError).code]).toEqual([403, 'auth.setup_code_required']);
    const info = await ask('GET', '/api/server', `evil.example:${port}`);
    expect(JSON.parse(info.text)).toMatchObject({ firstRun: true, setupCodeRequired: true });
  });

  it('does not read the metrics', async () => {
    expect((await ask('GET', '/metrics', 'evil.example')).status).toBe(404);
    expect((await ask('GET', '/metrics', 'localhost:3000')).status).toBe(200);
  });
});
