import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors';

const prototypeKeys = ['__proto__', 'constructor', 'prototype'];

/** No request of ours nests deeper; far deeper, the libraries behind this pipe run out of stack. */
const deepest = 6;

class StrictPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    // The library quietly skips keys that reach for a prototype; nobody sends one by mistake.
    const key = prototypeKeys.find((name) => isObject(value) && Object.hasOwn(value, name));
    if (key) throw invalid({ [key]: 'is not a field' });
    if (isDeeper(value, deepest)) throw invalid({});
    return super.transform(value, metadata);
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isDeeper = (value: unknown, levels: number): boolean =>
  isObject(value) && (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

const invalid = (fields: Record<string, string>): DomainError =>
  new DomainError('validation.failed', 'Some of this is not as it should be.', { fields });

/**
 * One pipe for both edges. Unknown fields are refused rather than dropped: a client that sends `senderId` or `role`
 * is either mistaken or trying something, and both want to know.
 */
export const createValidationPipe = (): ValidationPipe =>
  new StrictPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(fieldsOf(errors)),
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
