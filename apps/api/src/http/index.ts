export { CurrentActor, Public, publicRoute } from './actor.decorator';
export { addressGate } from './address-gate';
export { HttpModule } from './http.module';
export { IdPipe } from './id.pipe';
export { PageQuery } from './page.query';
export { isLocal } from './local';
export { securityHeaders } from './headers';
export { serveOpenApi } from './openapi';
export { serveWebClient } from './web-client';
