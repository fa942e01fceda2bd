import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A way to some service that a test can cut, hold up, and mend. */
export interface Proxy {
  /** The given URL, by this way. */
  url: string;
  /** Ends what is connected, and lets nobody in. */
  cut(): void;
  /** Takes everything and passes nothing on, as a service that hangs. */
  pause(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openProxy(target: string): Promise<Proxy> {
  const url = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'paused' = 'open';
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(Number(url.port), url.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('data', (chunk) => state === 'open' && other.write(chunk));
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = new URL(target);
  here.hostname = '127.0.0.1';
  here.port = `${(server.address() as AddressInfo).port}`;
  const cut = () => {
    state = 'cut';
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: here.href,
    cut,
    pause: () => (state = 'paused'),
    mend: () => (state = 'open'),
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
