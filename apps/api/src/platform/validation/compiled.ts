import { TransformationType } from 'class-transformer';
import { type Class, type Field, type FieldCheck, fieldsOf } from './decorated';

/** What is not taken here; a value of its own, for null and undefined may be right. */
const beyond = Symbol('beyond');

/**
 * What class-transformer and class-validator would do with a value, read from their decorators once for each class. It knows
 * one answer: that a value is right, and what it becomes. Whatever it does not understand, or finds wrong, it leaves to them,
 * who have the words for it. `apps/api/test/validation.spec.ts` holds the two against each other.
 */
class Compiled {
  private readonly fields: Map<string, CompiledField>;

  constructor(
    private readonly type: Class,
    fields: Field[],
  ) {
    this.fields = new Map(fields.map((field) => [field.name, new CompiledField(type, field)]));
  }

  /** Null where the libraries have to say it. */
  take(value: unknown): object | null {
    const instance = this.make(value);
    return typeof instance === 'object' && this.isRight(instance) ? instance : null;
  }

  make(value: unknown): object | typeof beyond {
    if (!isPlain(value)) return beyond;
    const instance = new this.type() as Record<string, unknown>;
    for (const name of Object.keys(value)) {
      const made = this.fields.get(name)?.make(value[name], value);
      if (made === undefined || made === beyond) return beyond;
      instance[name] = made;
    }
    return instance;
  }

  isRight(instance: object): boolean {
    for (const field of this.fields.values()) if (!field.isRight(instance)) return false;
    return true;
  }
}

class CompiledField {
  private readonly nested: Compiled | null;

  constructor(
    private readonly owner: Class,
    private readonly field: Field,
  ) {
    const { type } = field;
    this.nested = type === null || type === Number ? null : compile(type as Class);
  }

  /** `beyond`, or undefined, for what is not taken here. */
  make(given: unknown, object: object): unknown {
    const { name, transforms } = this.field;
    let value = this.typed(given);
    if (value === beyond) return beyond;
    for (const transform of transforms) {
      value = transform({ value, key: name, obj: object, type: TransformationType.PLAIN_TO_CLASS, options: {} });
    }
    return value;
  }

  isRight(object: object): boolean {
    const { name, conditions, checks, isNested } = this.field;
    const value = (object as Record<string, unknown>)[name];
    for (const condition of conditions) if (!condition(object, value)) return true;
    for (const check of checks) if (!this.holds(check, value, object)) return false;
    return !isNested || value === undefined || this.isNestedRight(value);
  }

  private typed(given: unknown): unknown {
    if (Array.isArray(given)) return this.listed(given);
    if (!isPrimitive(given)) return this.nested ? this.nested.make(given) : beyond;
    return this.field.type === Number && given !== null ? Number(given) : given;
  }

  private listed(given: unknown[]): unknown {
    if (this.field.type === Number) return beyond;
    const { nested } = this;
    const make = (value: unknown) => nested?.make(value) ?? (isPrimitive(value) ? value : beyond);
    const list: unknown[] = [];
    // By index: a hole is no value, and the libraries leave it out.
    for (let at = 0; at < given.length; at += 1) {
      const made = make(given[at]);
      if (made === beyond) return beyond;
      list.push(made);
    }
    return list;
  }

  private holds({ validate, constraints, isEach }: FieldCheck, value: unknown, object: object): boolean {
    const given = { targetName: this.owner.name, property: this.field.name, object, value, constraints };
    if (!isEach) return validate(value, given) === true;
    if (!Array.isArray(value)) return false;
    return value.every((each) => validate(each, given) === true);
  }

  private isNestedRight(value: unknown): boolean {
    const { nested } = this;
    if (!nested) return false;
    const isRight = (each: unknown) => typeof each === 'object' && each !== null && nested.isRight(each);
    return Array.isArray(value) ? value.every(isRight) : isRight(value);
  }
}

const isPrimitive = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** As JSON and query strings have them. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const compiled = new WeakMap<object, Compiled | null>();

/** Null for a class that says more than is understood here. */
export function compile(type: Class): Compiled | null {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const fields = fieldsOf(type);
  const made = fields && new Compiled(type, fields);
  compiled.set(type, made);
  return made;
}
