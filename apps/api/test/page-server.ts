import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Reach } from '../src/platform/outgoing/reach';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Somebody's web server on this machine, which answers as the test says and counts who asked for what. */
export async function pageServer() {
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.get(request.url ?? '');
    if (answer) answer(request, response);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('nothing');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    on: (path: string, answer: Answer) => void answers.set(path, answer),
    html: (path: string, html: string | Buffer, headers = {}) =>
      void answers.set(path, (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html),
      ),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The server under test may go to this page server: no setting could say so, only a test that holds the object can. */
export const reachable = (reach: Reach, port: number): Reach =>
  Object.assign(reach, { ports: ['80', '443', String(port)], addresses: ['127.0.0.1'] });
