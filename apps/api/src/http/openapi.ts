import type { INestApplication } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type ErrorCode, type HttpError, errorCodes } from '@parley/contracts';

class HttpErrorDto implements HttpError {
  @ApiProperty({ enum: errorCodes }) code: ErrorCode;
  @ApiProperty({ description: 'One plain sentence; programs read `code`' }) message: string;
  @ApiPropertyOptional({ type: Object }) details?: Record<string, unknown>;
  @ApiProperty() requestId: string;
}

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
  const document = () => withErrors(SwaggerModule.createDocument(app, described, { extraModels: [HttpErrorDto] }));
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/docs-json', customSiteTitle: 'Parley API' });
}

/** Every refusal has one shape, so it is said once rather than on each route. */
function withErrors(document: OpenAPIObject): OpenAPIObject {
  const refusal = {
    description: 'A refusal',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/HttpErrorDto' } } },
  };
  for (const { get, post, put, patch, delete: remove } of Object.values(document.paths)) {
    for (const operation of [get, post, put, patch, remove]) if (operation) operation.responses['default'] = refusal;
  }
  return document;
}
