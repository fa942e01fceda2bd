import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const notPages = /^\/(?:api|health|metrics|socket\.io)(?:\/|$)/i;

/** A last part with a dot names a file: one that is not there is not found, whatever a scanner hopes for. */
function isPageAddress(path: string): boolean {
  try {
    const plain = decodeURIComponent(path);
    return !notPages.test(plain) && !plain.includes('\0') && !plain.slice(plain.lastIndexOf('/')).includes('.');
  } catch {
    return false;
  }
}

/** The built web client: hashed assets for ever, pages always fresh, and each page address answered by the one page. */
export function serveWebClient(app: NestExpressApplication, folder: string): void {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use('/assets', (_request: Request, response: Response) => void response.status(404).end());
  const setHeaders = (response: ServerResponse, path: string) =>
    response.setHeader('Cache-Control', path === page ? 'no-cache' : 'public, max-age=300');
  const files = express.static(folder, { index: false, redirect: false, setHeaders });
  // Or each request to the API looks for a file of its name on the disk first.
  app.use((request: Request, response: Response, next: NextFunction): void => {
    if (notPages.test(request.path)) next();
    else files(request, response, next);
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const wantsPage =
      ['GET', 'HEAD'].includes(request.method) && isPageAddress(request.path) && request.accepts('html');
    if (!wantsPage) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
}
