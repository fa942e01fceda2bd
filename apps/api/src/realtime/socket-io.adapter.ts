import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { limits } from '@parley/contracts';
import type { Server as HttpServer } from 'node:http';
import type { Server, ServerOptions } from 'socket.io';
import { Config } from '../config';
import { provenance } from '../platform/browser';
import { Network } from '../platform/network';
import { Audience } from './audience';
import { ByteFloods } from './pressure/byte-floods';
import { Doorway } from './pressure/doorway';
import { Farewells } from './pressure/farewells';
import { SlowReaders } from './pressure/slow-readers';
import { ReadyFrameAdapter } from './ready-frame.adapter';

/** No cache keeps what a polling transport carries, and no browser takes it for anything but what it is called. */
const quiet = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** Socket.IO as this house wants it: bounded frames, and no upgrade for a page of another site. */
export class SocketIoAdapter extends IoAdapter {
  constructor(private readonly app: INestApplicationContext) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const { corsOrigins, role } = this.app.get(Config);
    const network = this.app.get(Network);
    const doorway = this.app.get(Doorway);
    const server = super.createIOServer(port, {
      ...options,
      adapter: ReadyFrameAdapter,
      maxHttpBufferSize: limits.frameBytes,
      // Compressing each frame costs more CPU than the bytes are worth, and hands a flooder a lever.
      perMessageDeflate: false,
      httpCompression: false,
      serveClient: false,
      pingInterval: 25_000,
      pingTimeout: 20_000,
      connectTimeout: 10_000,
      cors: { origin: corsOrigins, credentials: true },
      // Cross-site WebSocket hijacking ends here, before the upgrade.
      allowRequest: (request, decide) => {
        if (role === 'worker') return decide('not_found', false);
        if (!network.admits(request)) return decide('address.refused', false);
        if (provenance(request, corsOrigins) === 'foreign') return decide(null, false);
        doorway.enter(request, (isFull) => decide(isFull ? 'unavailable' : null, !isFull));
      },
    } as ServerOptions);
    // Engine.IO answers beside Express, where the other headers come from.
    server.engine.on('headers', (headers: Record<string, string>) => Object.assign(headers, quiet));
    doorway.stand(this.httpServer as HttpServer);
    for (const watch of [Audience, SlowReaders, Doorway, Farewells, ByteFloods]) this.app.get(watch).watch(server);
    return server;
  }

  /** `Answering` hears all of them: no stream is made of each socket for nobody. */
  override bindMessageHandlers(): void {}
}
