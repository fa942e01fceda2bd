import type { IncomingMessage } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { NotRead } from './not-read';

/** What is cut off is fine as far as it goes. */
const unzip = { finishFlush: constants.Z_SYNC_FLUSH };

/** The beginning of what is answered. Bounded before and after it is decompressed: a bomb is small at first. */
export async function bodyOf(answer: IncomingMessage, bytes: number): Promise<Buffer> {
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') throw new NotRead('it is packed in another way');
  const raw = Readable.from(atMost(answer, bytes));
  // Its errors reach whoever reads what comes out.
  const body = encoding === 'gzip' ? pipeline(raw, createGunzip(unzip), () => undefined) : raw;
  const chunks: Buffer[] = [];
  for await (const chunk of atMost(body, bytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* atMost(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of source) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
