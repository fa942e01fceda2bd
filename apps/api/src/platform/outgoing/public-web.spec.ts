import type { LookupFunction } from 'node:net';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pageServer, reachable } from '../../../test/page-server';
import { NotRead } from './not-read';
import { PublicWeb } from './public-web';
import { Reach } from './reach';

type Pages = Awaited<ReturnType<typeof pageServer>>;
let pages: Pages;
let web: PublicWeb;
const wanted = { types: ['text/html'], bytes: 64 * 1024, ms: 20_000, redirects: 3 };

beforeAll(async () => {
  pages = await pageServer();
  web = new PublicWeb(reachable(new Reach(), pages.port));
});
afterAll(() => pages.close());

const reasonFor = (reader: PublicWeb, url: string, more = {}) =>
  reader.read(url, { ...wanted, ...more }).then(
    () => 'read',
    (error: unknown) => {
      if (!(error instanceof NotRead)) throw error;
      return (error.cause as Error | undefined)?.message ?? error.message;
    },
  );

/** Whatever is asked for, names lead here, each time to the next. */
function leadingTo(...addresses: string[]): LookupFunction {
  let asked = 0;
  return (_host, { all }, callback) => {
    const address = addresses[Math.min(asked++, addresses.length - 1)] ?? '';
    const family = address.includes(':') ? 6 : 4;
    if (all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

describe('reading an address that anybody wrote', () => {
  it('reads what is there', async () => {
    pages.html('/', '<title>Here</title>');
    const { body, type, charset } = await web.read(pages.url('/'), wanted);
    expect([body.toString(), type, charset]).toEqual(['<title>Here</title>', 'text/html', 'utf-8']);
  });

  // Each of these is answered by this machine or its network, if it is asked at all.
  const inside = [
    'http://localhost/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.0.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'https://127.0.0.1/',
  ];
  it.each(inside)('SSRF: %s is not asked', async (url) => {
    expect(await reasonFor(new PublicWeb(new Reach()), url)).toMatch(/is not allowed/);
  });

  it.each(['10.0.0.1', '127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fd00::1', '64:ff9b::a00:1'])(
    'SSRF: a public name that leads to %s is not asked',
    async (address) => {
      const reach = Object.assign(new Reach(), { lookup: leadingTo(address) });
      expect(await reasonFor(new PublicWeb(reach), 'http://public.example/')).toMatch(/is not allowed/);
    },
  );

  it.each([
    ['file:///etc/passwd', 'it is of another protocol'],
    ['ftp://public.example/', 'it is of another protocol'],
    ['gopher://public.example:70/_', 'it is of another protocol'],
    ['javascript:alert(1)', 'it is of another protocol'],
    ['data:text/html,<title>x</title>', 'it is of another protocol'],
    ['http://public.example:22/', 'it is at another port'],
    ['http://public.example:6379/', 'it is at another port'],
    ['https://public.example:8443/', 'it is at another port'],
    ['http://name:password@public.example/', 'it carries a name or a password'],
    ['http://[::1', 'it is no address'],
    ['', 'it is no address'],
  ])('SSRF: %s is refused before anybody is asked', async (url, reason) => {
    expect(await reasonFor(new PublicWeb(new Reach()), url)).toBe(reason);
  });

  it('DNS rebinding: a name that was public before is looked at where the connection goes', async () => {
    const before = pages.asked.length;
    const reach = Object.assign(new Reach(), {
      ports: [String(pages.port)],
      lookup: leadingTo('93.184.216.34', '127.0.0.1'),
    });
    // The first answer of the name is allowed: with one look beforehand, the second would get through.
    reach.lookup?.('public.example', { all: false }, () => undefined);
    expect(await reasonFor(new PublicWeb(reach), `http://public.example:${pages.port}/`)).toMatch(/is not allowed/);
    expect(pages.asked).toHaveLength(before);
  });

  it('SSRF by redirect: each place it leads to is looked at like the first', async () => {
    const to = (path: string, location: string) =>
      pages.on(path, (_request, response) => response.writeHead(302, { location }).end());
    to('/in', 'http://127.0.0.2/');
    to('/file', 'file:///etc/passwd');
    to('/port', 'http://127.0.0.1:1/');
    to('/named', `http://x:y@127.0.0.1:${pages.port}/`);
    to('/r0', '/');
    for (const n of [1, 2, 3, 4]) to(`/r${n}`, `/r${n - 1}`);
    to('/round', '/round');
    expect(await reasonFor(web, pages.url('/in'))).toMatch(/is not allowed/);
    expect(await reasonFor(web, pages.url('/file'))).toBe('it is of another protocol');
    expect(await reasonFor(web, pages.url('/port'))).toBe('it is at another port');
    expect(await reasonFor(web, pages.url('/named'))).toBe('it carries a name or a password');
    expect(await reasonFor(web, pages.url('/r2'))).toBe('read');
    expect(await reasonFor(web, pages.url('/r3'))).toBe('it leads on and on');
    expect(await reasonFor(web, pages.url('/round'))).toBe('it leads on and on');
  });

  it('asks plainly: no cookie, no referrer, nothing of who wrote the address', async () => {
    let said: NodeJS.Dict<string[]> = {};
    pages.on('/headers', (request, response) => {
      said = request.headersDistinct;
      response.writeHead(302, { location: '/', 'set-cookie': 'a=b' }).end();
    });
    await web.read(pages.url('/headers'), wanted);
    expect(Object.keys(said).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    expect(said['user-agent']).toEqual(['Parley/1.0 (link preview)']);
  });

  it('slow loris: what comes byte by byte, or never, ends in time', async () => {
    const drips: NodeJS.Timeout[] = [];
    const drip = (write: () => void) => drips.push(setInterval(write, 20));
    pages.on('/slow-body', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      drip(() => response.write(' '));
    });
    pages.on('/never', () => undefined);
    const headers = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\nx: ');
      drip(() => socket.write('x'));
    });
    await new Promise<void>((resolve) => headers.listen(0, '127.0.0.1', resolve));
    const { port } = headers.address() as { port: number };
    const slow = new PublicWeb(
      Object.assign(new Reach(), { ports: [`${pages.port}`, `${port}`], addresses: ['127.0.0.1'] }),
    );
    const urls = [pages.url('/slow-body'), pages.url('/never'), `http://127.0.0.1:${port}/`];
    const reasons = await Promise.all(urls.map((url) => reasonFor(slow, url, { ms: 300 })));
    drips.forEach(clearInterval);
    headers.close();
    expect(reasons).not.toContain('read');
  });

  it('endless bodies and gzip bombs are cut off', async () => {
    pages.on('/endless', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const packed = { 'content-encoding': 'gzip' };
    pages.html('/bomb', gzipSync(Buffer.alloc(20 * 1024 * 1024)), packed);
    pages.html('/half', gzipSync('<title>Half</title>'.repeat(9)).subarray(0, -9), packed);
    pages.html('/rubbish', 'not gzip at all', packed);
    pages.html('/brotli', 'x', { 'content-encoding': 'br' });
    expect((await web.read(pages.url('/endless'), wanted)).body).toHaveLength(wanted.bytes);
    expect((await web.read(pages.url('/bomb'), wanted)).body).toHaveLength(wanted.bytes);
    expect((await web.read(pages.url('/half'), wanted)).body.toString()).toContain('<title>Half</title>');
    expect(await reasonFor(web, pages.url('/rubbish'))).toMatch(/incorrect header/);
    expect(await reasonFor(web, pages.url('/brotli'))).toBe('it is packed in another way');
  });

  it('reads nothing of another type, nothing that is not there, and survives what is no answer at all', async () => {
    pages.html('/pdf', '%PDF', { 'content-type': 'application/pdf' });
    pages.html('/none', 'x', { 'content-type': '' });
    pages.on('/broken', (_request, response) =>
      response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\ncontent-type: text/html\r\n\r\nx'),
    );
    pages.on('/garbage', (_request, response) => response.socket?.end('SSH-2.0-x\r\n'));
    pages.on('/headers-flood', (_request, response) =>
      response.socket?.end(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(99_999)}\r\n\r\n`),
    );
    pages.on('/upgrade', (_request, response) =>
      response.socket?.end('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
    );
    expect(await reasonFor(web, pages.url('/pdf'))).toBe('it is of another type');
    expect(await reasonFor(web, pages.url('/none'))).toBe('it is of another type');
    expect(await reasonFor(web, pages.url('/absent'))).toBe('it is not there');
    for (const path of ['/broken', '/garbage', '/headers-flood', '/upgrade']) {
      expect([path, await reasonFor(web, pages.url(path))]).not.toEqual([path, 'read']);
    }
  });
});
