import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The REST API, described from the routes themselves, with a page to try it out on. */
export function serveOpenApi(app: INestApplication): void {
  const described = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(
      'Self-hosted real-time chat. Sign in at `/api/auth/login` with `"session": "token"`, then authorize with the access token.',
    )
    .setVersion('0.1.0')
    .addBearerAuth()
    .build();
  const document = () => SwaggerModule.createDocument(app, described);
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/docs-json', customSiteTitle: 'Parley API' });
}
