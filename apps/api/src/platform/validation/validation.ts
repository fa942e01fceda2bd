import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors';

/**
 * One pipe for both edges. Unknown fields are refused rather than dropped: a client that sends `senderId` or `role`
 * is either mistaken or trying something, and both want to know.
 */
export const createValidationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new DomainError('validation.failed', 'Some of this is not as it should be.', { fields: fieldsOf(errors) }),
  });

/** Path of each bad field with one sentence; the values themselves are never repeated. */
function fieldsOf(errors: ValidationError[], path = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { property, constraints, children } of errors) {
    const name = path + property.slice(0, 64);
    const sentence = constraints && Object.values(constraints)[0];
    if (sentence) fields[name] = sentence;
    if (children?.length) Object.assign(fields, fieldsOf(children, `${name}.`));
  }
  return fields;
}
