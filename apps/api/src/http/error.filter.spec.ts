import { Controller, Get, Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Log, requestLog } from '../platform/logging';
import { ErrorFilter } from './error.filter';

interface Line {
  level: number;
  err?: { message: string };
  req?: { id: string; path: string };
  res?: { statusCode: number };
}

const lines: Line[] = [];
const log = new Log(pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as Line) }));

@Controller()
class Failing {
  @Get('broken')
  broken(): never {
    throw new Error('the real reason');
  }

  @Get('away')
  away(): never {
    throw Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });
  }
}

@Module({
  controllers: [Failing],
  providers: [
    { provide: Log, useValue: log },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
})
class Breaking {}

let app: NestExpressApplication;
let url: string;
beforeAll(async () => {
  app = await NestFactory.create<NestExpressApplication>(Breaking, { logger: false });
  app.use(requestLog(log));
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer() as { address(): AddressInfo }).address().port}`;
});
afterAll(() => app.close());
beforeEach(() => lines.splice(0));

async function linesOf(path: string): Promise<Line[]> {
  await (await fetch(url + path)).text();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return lines;
}

describe('the log of a failed request', () => {
  it('is one line with the real error', async () => {
    expect(await linesOf('/broken?secret=1')).toEqual([
      expect.objectContaining({
        level: 50,
        err: expect.objectContaining({ message: 'the real reason' }),
        req: expect.objectContaining({ id: expect.any(String), path: '/broken' }),
        res: { statusCode: 500 },
      }),
    ]);
  });

  it('is a warning with the real error when the database is away', async () => {
    expect(await linesOf('/away')).toEqual([
      expect.objectContaining({
        level: 40,
        err: expect.objectContaining({ message: 'connect refused' }),
        res: { statusCode: 503 },
      }),
    ]);
  });

  it('blames nobody for what is not there', async () => {
    const [line, ...others] = await linesOf('/nothing');
    expect([line?.level, line?.err, others]).toEqual([30, undefined, []]);
  });
});
