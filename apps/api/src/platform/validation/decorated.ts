import { type TransformFnParams, TransformationType } from 'class-transformer';
import { defaultMetadataStorage as transformations } from 'class-transformer/cjs/storage';
import { ValidationTypes, getMetadataStorage } from 'class-validator';
import type { ValidationArguments } from 'class-validator';

export type Class = new () => object;

/** What the decorators of one field come to. */
export interface Field {
  name: string;
  /** What each value of it is made into first. */
  type: NumberConstructor | Class | null;
  transforms: ((given: TransformFnParams) => unknown)[];
  /** All have to hold, or it is not looked at. */
  conditions: ((object: object, value: unknown) => boolean)[];
  checks: FieldCheck[];
  isNested: boolean;
}

export interface FieldCheck {
  validate: (value: unknown, given: ValidationArguments) => unknown;
  constraints: unknown[];
  isEach: boolean;
}

type Known = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** Something that no class of ours uses: that class is left to the libraries. */
class Beyond extends Error {}

/** The fields of a class, or null where one of its decorators says more than is understood here. */
export function fieldsOf(type: Class): Field[] | null {
  const storage = getMetadataStorage();
  const grouped = storage.groupByPropertyName(storage.getTargetValidationMetadatas(type, '', false, false));
  if (Object.keys(grouped).length === 0) return null;
  const hasVisibility =
    transformations.getExposedMetadatas(type).length > 0 ||
    transformations.getExcludedMetadatas(type).length > 0 ||
    transformations.getStrategy(type) !== 'none';
  const isPlain = Object.keys(new type()).every((name) => Object.hasOwn(grouped, name));
  if (hasVisibility || !isPlain) return null;
  try {
    return Object.entries(grouped).map(([name, known]) => fieldOf(type, name, known));
  } catch (error) {
    if (error instanceof Beyond) return null;
    throw error;
  }
}

function fieldOf(type: Class, name: string, known: Known[]): Field {
  // Accessors, and what every object has, are passed over by the one library and read by the other.
  if (name in type.prototype) throw new Beyond();
  if (known.some(({ groups, validateIf }) => validateIf !== undefined || groups?.length > 0)) throw new Beyond();
  const ofKind = (kind: string) => known.filter((each) => each.type === kind);
  const conditions = ofKind(ValidationTypes.CONDITIONAL_VALIDATION);
  const nested = ofKind(ValidationTypes.NESTED_VALIDATION);
  const custom = ofKind(ValidationTypes.CUSTOM_VALIDATION);
  if (conditions.length + nested.length + custom.length !== known.length) throw new Beyond();
  const field: Field = {
    name,
    type: typeOf(type, name),
    transforms: transformsOf(type, name),
    conditions: conditions.map(({ constraints }) => constraints[0] as Field['conditions'][number]),
    checks: custom.flatMap(checksOf),
    isNested: nested.length > 0,
  };
  const isClass = field.type !== null && field.type !== Number;
  if (isClass !== field.isNested || (isClass && field.transforms.length > 0)) throw new Beyond();
  return field;
}

function typeOf(type: Class, name: string): Field['type'] {
  const known = transformations.findTypeMetadata(type, name);
  if (!known) return null;
  const { typeFunction, options } = known;
  const reflectedType: unknown = known.reflectedType;
  if (typeFunction.length > 0 || options?.discriminator) throw new Beyond();
  const given = typeFunction() as unknown as Field['type'];
  // What stands beside it in the source: a list is made of that, if it can be one.
  const beside: unknown[] = [Array, Number, Object, given];
  const builtIn: unknown[] = [String, Boolean, Date, Buffer, Map, Set, Array, Object];
  if (builtIn.includes(given) || !beside.includes(reflectedType)) throw new Beyond();
  return given;
}

function transformsOf(type: Class, name: string): Field['transforms'] {
  const known = transformations.findTransformMetadatas(type, name, TransformationType.PLAIN_TO_CLASS);
  if (known.some(({ options }) => Object.keys(options ?? {}).length > 0)) throw new Beyond();
  return known.map(({ transformFn }) => transformFn);
}

function checksOf({ constraintCls, constraints, each }: Known): FieldCheck[] {
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map((known) => {
      if (known.async) throw new Beyond();
      const { instance } = known;
      return { validate: instance.validate.bind(instance), constraints, isEach: each };
    });
}
