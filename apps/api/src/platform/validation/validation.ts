import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors';
import { compile } from './compiled';

/** `toString` and the like are in every object: whoever looks for a field of that name finds one, as the libraries do. */
const prototypeKeys = ['prototype', ...Object.getOwnPropertyNames(Object.prototype)];

/**
 * More than any request of ours has. The libraries behind this pipe run out of stack on deep values, and take the square
 * of the number of keys on wide ones: seconds of everybody's time for one small request.
 */
const most = { levels: 6, keys: 32, values: 6_000 };

class StrictPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    // The library quietly skips keys that reach for a prototype; nobody sends one by mistake.
    const key = isObject(value) && reachesForPrototype(value);
    if (key) throw invalid({ [key]: 'is not a field' });
    if (!isBounded(value)) throw invalid({});
    return (metadata.metatype && compile(metadata.metatype)?.take(value)) ?? super.transform(value, metadata);
  }
}

const reachesForPrototype = (value: object): string | undefined =>
  prototypeKeys.find((name) => Object.hasOwn(value, name));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Stops counting where it has seen enough. Binary, and what reaches for a prototype inside, is no part of any request; nor is a
 * list of lists, which the libraries take for a list of objects and look into no further.
 */
function isBounded(value: unknown, levels = most.levels, left = { values: most.values }): boolean {
  if (!isObject(value)) return true;
  if (levels === 0 || ArrayBuffer.isView(value)) return false;
  if (!Array.isArray(value) && (Object.keys(value).length > most.keys || reachesForPrototype(value))) return false;
  const inner: unknown[] = Object.values(value);
  left.values -= inner.length;
  if (Array.isArray(value) && inner.some((each) => Array.isArray(each))) return false;
  return left.values >= 0 && inner.every((each) => isBounded(each, levels - 1, left));
}

const invalid = (fields: Record<string, string>): DomainError =>
  new DomainError('validation.failed', 'Some of this is not as it should be.', { fields });

/**
 * One check for both edges: Nest's pipe for HTTP, and called by name for events. Unknown fields are refused rather than dropped: a client that sends `senderId` or `role`
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

/** Path of each bad field, the first twenty, with one sentence; the values themselves are never repeated. */
function fieldsOf(errors: ValidationError[], path = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { property, constraints, children } of errors.slice(0, 20)) {
    const name = path + property.slice(0, 64);
    const sentence = constraints && Object.values(constraints)[0];
    if (sentence) fields[name] = sentence;
    if (children?.length) Object.assign(fields, fieldsOf(children, `${name}.`));
  }
  return fields;
}
