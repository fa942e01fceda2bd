import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveWebClient } from './web-client';

@Module({})
class NothingElse {}

let app: NestExpressApplication;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<p>the page</p>');
  await writeFile(join(folder, 'theme.js'), '// the theme');
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets/index-abc.js'), '// the code');
  app = await NestFactory.create<NestExpressApplication>(NothingElse, { logger: false });
  serveWebClient(app, folder);
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** Not `fetch`, which would mend the paths first. */
function ask(path: string, method = 'GET'): Promise<{ status: number; text: string; cache: string | undefined }> {
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path, method, headers: { accept: 'text/html,*/*' } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, cache: answer.headers['cache-control'] }),
        );
      },
    );
    asking.on('error', reject).end();
  });
}

describe('the web client', () => {
  it.each(['/', '/sign-in', '/c/0199', '/c/v1.2/0199?m=3.4', '/caf%C3%A9', '/apiary'])(
    'answers a page address with the page: %s',
    async (path) => {
      expect(await ask(path)).toEqual({ status: 200, text: '<p>the page</p>', cache: 'no-cache' });
    },
  );

  it('answers HEAD like GET', async () => {
    expect(await ask('/sign-in', 'HEAD')).toEqual({ status: 200, text: '', cache: 'no-cache' });
    expect((await ask('/nothing.php', 'HEAD')).status).toBe(404);
  });

  it.each([
    '/robots.txt',
    '/.env',
    '/.git/config.old',
    '/wp-login.php',
    '/deep/down/app.js.map',
    '/%2eenv',
    '/%',
    '/%E0%A4%A',
    '/a%00b',
    '/api/nothing',
    '/API/nothing',
    '/Health/x',
    '/SOCKET.IO/',
    '/assets/nothing',
    '/assets/gone.js',
  ])('does not pretend that %s is there', async (path) => {
    const { status, text } = await ask(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toContain('the page');
  });

  it('keeps hashed files for ever, the others shortly, the page not at all', async () => {
    expect(await ask('/assets/index-abc.js')).toMatchObject({
      status: 200,
      cache: 'public, max-age=31536000, immutable',
    });
    expect(await ask('/theme.js')).toMatchObject({ status: 200, text: '// the theme', cache: 'public, max-age=300' });
    expect(await ask('/favicon.svg')).toMatchObject({ status: 200, cache: 'public, max-age=300' });
    expect(await ask('/index.html')).toMatchObject({ status: 200, cache: 'no-cache' });
  });
});
