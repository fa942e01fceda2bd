import { ValidationPipe } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MaxLength, getMetadataStorage } from 'class-validator';
import fc from 'fast-check';
import '../src/app.module';
import { DomainError } from '../src/platform/errors';
import { createValidationPipe } from '../src/platform/validation';
import { compile } from '../src/platform/validation/compiled';
import { type Class, type Field, fieldsOf } from '../src/platform/validation/decorated';

const pipe = createValidationPipe();

/** What Nest's own pipe makes of it, with its two libraries; null for a refusal. */
async function ordinary(metatype: Class, body: unknown): Promise<object | null> {
  try {
    return (await ValidationPipe.prototype.transform.call(pipe, body, { type: 'body', metatype })) as object;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

const uuid = '0190a6f2-1111-7abc-8def-0123456789ab';
const words = [
  '',
  ' ',
  'ahoy',
  ' Ahoy e\u0301 ',
  'a\0b',
  '\ud800',
  '\u202e',
  'null',
  'toString',
  'clear',
  'x'.repeat(40),
];
const texts = [
  ...words,
  'x'.repeat(700),
  uuid,
  uuid.toUpperCase(),
  'mira@example.org',
  ' MIRA@example.org',
  '😀',
  'de',
];
const more = [
  'Europe/Berlin',
  '2030-01-01T00:00:00Z',
  '22:30',
  'Tr0ub4dor-and-3',
  '7',
  '-1',
  '1e3',
  '2.5',
  'a\nb',
  '123456',
];
const numbers = [0, -0, 1, -1, 7, 2.5, 100, 2 ** 31 - 2, 2 ** 31, Infinity];
const lists = [[], [[]], [{}], [null], [uuid], [uuid, uuid], [uuid, 7], Array(2), Array(200).fill(uuid), ['all']];
const odd = [null, true, false, {}, { a: 1 }, { length: 2 }, new Date(0), Buffer.from('x'), new Map()];
/** What the decorators themselves name: one of a list, say. */
const named = (type: Class): unknown[] =>
  (fieldsOf(type) ?? []).flatMap(({ checks }) => checks.flatMap(({ constraints }) => (constraints ?? []).flat(2)));
const pool = (type: Class): unknown[] => [...texts, ...more, ...numbers, ...lists, ...odd, ...named(type)];

const anyKey = fc.constantFrom(
  'extra',
  'role',
  'senderId',
  'toString',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '',
);

function withOwn(object: object, [key, value]: [string, unknown]): object {
  return Object.defineProperty({ ...object }, key, { value, enumerable: true, writable: true, configurable: true });
}

/** Values of a field that are right as far as one can see with nothing beside them. */
async function likely(type: Class, { name }: Field): Promise<unknown[]> {
  const verdicts = await Promise.all(
    pool(type).map(async (value) => {
      const refusal: unknown = await pipe.transform({ [name]: value }, { type: 'body', metatype: type }).then(
        () => null,
        (error: unknown) => error,
      );
      const { fields = {} } = (refusal instanceof DomainError ? refusal.details : {}) as { fields?: object };
      return { value, isRight: !Object.keys(fields).some((path) => path === name || path.startsWith(`${name}.`)) };
    }),
  );
  return verdicts.filter(({ isRight }) => isRight).map(({ value }) => value);
}

async function valueOf(type: Class, field: Field): Promise<fc.Arbitrary<unknown>> {
  const right = await likely(type, field);
  const hostile = fc.constantFrom(...pool(type));
  const usual: fc.Arbitrary<unknown>[] = right.length > 0 ? [fc.constantFrom(...right)] : [];
  if (field.isNested) {
    const nested = await bodyOf(field.type as Class);
    usual.push(nested, fc.array(nested, { maxLength: 3 }));
  }
  return fc.oneof({ weight: 8, arbitrary: fc.oneof(...usual, ...(usual.length > 0 ? [] : [hostile])) }, hostile);
}

async function bodyOf(type: Class): Promise<fc.Arbitrary<object>> {
  const fields = await Promise.all(
    (fieldsOf(type) ?? []).map(async (field) => [field.name, await valueOf(type, field)] as const),
  );
  const record = fc.record(Object.fromEntries(fields), { requiredKeys: [] }).map((body) => ({ ...body }));
  const whole = fc.record(Object.fromEntries(fields)).map((body) => ({ ...body }));
  const extra = fc.tuple(record, fc.tuple(anyKey, fc.constantFrom(...texts, ...numbers)));
  return fc.oneof(
    { weight: 8, arbitrary: fc.oneof(record, whole) },
    extra.map(([body, own]) => withOwn(body, own)),
    record.map((body) => Object.assign(Object.create(null) as object, body)),
    record.map((body) => [body]),
  );
}

type Take = (body: unknown) => object | null;

/** Whether the libraries are content and make the same of it, wherever the compiled check is content. */
async function holds(type: Class, take: Take, body: object): Promise<boolean> {
  const before = JSON.stringify(body);
  const made = take(body);
  expect(JSON.stringify(body)).toBe(before);
  if (made !== null) expect(made).toStrictEqual(await ordinary(type, body));
  return made !== null;
}

/** How often the compiled check was content; fails where the libraries are not, or make something else of it. */
async function agreements(type: Class, take: Take, like: Class = type): Promise<number> {
  const bodies = await bodyOf(like);
  const content: object[] = [];
  const agrees = async (body: object) => void ((await holds(type, take, body)) && content.push(body));
  // Right bodies are rare where fields hang together; without one nothing would be said about them.
  for (let round = 0; round === 0 || (content.length === 0 && round < 30); round += 1) {
    await fc.assert(fc.asyncProperty(bodies, agrees), { numRuns: 80 });
  }
  return content.length;
}

const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<Class, unknown> };
const types = [...validationMetadatas.keys()];

describe('the compiled check', () => {
  it('is there for what every route and every event takes', () => {
    expect(types.length).toBeGreaterThan(40);
    expect(types.filter((type) => compile(type) === null)).toEqual([]);
  });

  it.each(types.map((type) => [type.name, type] as const))('of %s says what the libraries say', async (_, type) => {
    expect(await agreements(type, (body) => compile(type)?.take(body) ?? null)).toBeGreaterThan(0);
  });
});

class Lax {
  @IsString() text: string;
}
class Short {
  @IsString() @MaxLength(5) text: string;
}
class Loud {
  @IsString() @Transform(({ value }: { value: unknown }) => `${value as string}!`) text: string;
}

describe('a check that is wrong is found out', () => {
  it.each([
    ['takes what the libraries refuse', Short],
    ['makes something else of it', Loud],
  ])('because it %s', async (_, type) => {
    expect(await agreements(Lax, (body) => compile(Lax)?.take(body) ?? null)).toBeGreaterThan(0);
    const wrong: Take = (body) => Object.setPrototypeOf(compile(Lax)?.take(body) ?? null, type.prototype);
    await expect(agreements(type, (body) => (compile(Lax)?.take(body) ? wrong(body) : null), Lax)).rejects.toThrow();
  });
});
