import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { RequestsUnderWay, finishRequests } from './drain';

/** How a request over this line is answered, however often it was used before. */
async function asked(line: Socket): Promise<string> {
  line.write('GET / HTTP/1.1\r\nHost: parley.test\r\n\r\n');
  const answer = await new Promise<string>((resolve) => {
    line.once('data', (data) => resolve(data.toString()));
    line.once('close', () => resolve('nothing'));
  });
  return answer.split('\r\n')[0] ?? '';
}

it('answers what was on its way over a connection that looked idle, and takes nobody new', async () => {
  const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const requests = new RequestsUnderWay(server);
  const { port } = server.address() as AddressInfo;
  const line = connect(port, '127.0.0.1').on('error', () => undefined);
  expect(await asked(line)).toBe('HTTP/1.1 200 OK');
  const closed = once(line, 'close');
  const finished = finishRequests(server, requests);
  expect(await asked(line)).toBe('HTTP/1.1 200 OK');
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
  await finished;
  await closed;
});
