import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { AppModule } from './app.module';
import { Config, checkout } from './config';
import {
  addressGate,
  healthOnly,
  largeBodies,
  readJson,
  securityHeaders,
  serveAsyncApi,
  serveOpenApi,
  serveWebClient,
} from './http';
import { tokenIn } from './platform/browser';
import { BrokerStrategy } from './platform/broker';
import { DomainError } from './platform/errors';
import { Log, requestLog } from './platform/logging';
import { Network } from './platform/network';
import { createValidationPipe } from './platform/validation';
import { Identity, SocketIoAdapter } from './realtime';

const webClient = join(checkout, 'apps/web/dist');
/** The largest JSON body of any route that takes no long text. */
const bodyLimit = 256 * 1024;

async function senderOf(request: IncomingMessage, identity: Identity): Promise<string> {
  const token = tokenIn(request);
  if (token === null) throw new DomainError('auth.required', 'Sign in first.');
  return (await identity.verify(token)).userId;
}

/** The whole application, not yet listening: for `main` and for tests alike. */
export async function createApplication(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    abortOnError: false,
    // Our log is not made yet, and Nest's own would show a person's typing error with a stack trace.
    logger: false,
    bodyParser: false,
    forceCloseConnections: true,
  });
  const log = app.get(Log);
  app.useLogger(log);
  app.use(requestLog(log));
  app.use(securityHeaders());
  app.use(addressGate(app.get(Network)));
  if (app.get(Config).role === 'worker') app.use(healthOnly);
  app.use(largeBodies({ usual: bodyLimit, identify: (request) => senderOf(request, app.get(Identity)) }));
  app.use(readJson(bodyLimit));
  app.enableCors({ origin: [...app.get(Config).corsOrigins], credentials: true, maxAge: 600 });
  app.disable('x-powered-by');
  // A hash of every answer, which no cache may keep anyway; files have theirs from where they are served.
  app.disable('etag');
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.useGlobalPipes(createValidationPipe());
  app.useWebSocketAdapter(new SocketIoAdapter(app));
  app.connectMicroservice({ strategy: app.get(BrokerStrategy) });
  serveAsyncApi(app);
  serveOpenApi(app);
  serveWebClient(app, webClient);
  return app;
}
