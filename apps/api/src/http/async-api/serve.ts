import type { NestExpressApplication } from '@nestjs/platform-express';
import { asyncApi } from './document';
import { asyncApiPage } from './page';

/** The socket's half of the description, for people and for tools. As open as the other: docs/adr/0010. */
export function serveAsyncApi(app: NestExpressApplication): void {
  const http = app.getHttpAdapter().getInstance();
  http.get('/api/docs/async.json', (_, response) => void response.json(asyncApi));
  http.get('/api/docs/async', (request, response) => {
    if (request.accepts(['html', 'json']) === 'json') response.json(asyncApi);
    else response.type('html').send(asyncApiPage);
  });
}
