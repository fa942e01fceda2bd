import ts from 'typescript';
import { at } from '../run/places.mjs';

/** @typedef {Record<string, unknown>} Schema */

const source = at('libs/contracts/src/index.ts');
export const wireFile = at('apps/api/src/http/async-api/wire.gen.ts');

/**
 * What crosses the socket, read from the types that both ends compile against: so the description cannot differ from them.
 * Types that have a name become schemas of that name.
 */
function describeWire() {
  const program = ts.createProgram([source], { strict: true, target: ts.ScriptTarget.ES2022, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source);
  const root = file && checker.getSymbolAtLocation(file);
  if (!root) throw new Error(`There is no ${source}.`);
  const exported = new Map(checker.getExportsOfModule(root).map((symbol) => [symbol.name, symbol]));
  const schemas = new Schemas(checker, new Set(exported.keys()));
  /** @param {string} name */
  const eventsOf = (name) => {
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`The contracts export no ${name}.`);
    return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  };
  /** @param {ts.Symbol} symbol */
  const about = (symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const client = eventsOf('ClientEvents').map((event) => {
    const [request, ack] = parametersOf(checker, checker.getTypeOfSymbol(event));
    const [answer] = ack ? parametersOf(checker, ack) : [];
    const data = answer?.aliasTypeArguments?.[0];
    if (!request || !data) throw new Error(`${event.name} does not look like a question.`);
    return { name: event.name, about: about(event), request: schemas.of(request), answer: schemas.of(data) };
  });
  const server = eventsOf('ServerEvents').map((event) => {
    const [payload] = parametersOf(checker, checker.getTypeOfSymbol(event));
    if (!payload) throw new Error(`${event.name} tells nothing.`);
    return { name: event.name, about: about(event), payload: schemas.of(payload) };
  });
  const refused = exported.get('ErrorBody');
  if (refused) schemas.of(checker.getDeclaredTypeOfSymbol(refused));
  return { client, server, schemas: schemas.named };
}

/** The same as a module of the server. */
export function wireModule() {
  const text = JSON.stringify(describeWire(), null, 2);
  return `// Made from libs/contracts by "node tools/wire.mjs"; a test compares the two.\nexport const wire = ${text};\n`;
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Type} type
 */
function parametersOf(checker, type) {
  const [signature] = type.getCallSignatures();
  return (signature?.parameters ?? []).map((parameter) => checker.getTypeOfSymbol(parameter));
}

class Schemas {
  /** @type {Record<string, Schema>} */
  named = {};

  /**
   * @param {ts.TypeChecker} checker
   * @param {Set<string>} names
   */
  constructor(checker, names) {
    this.checker = checker;
    this.names = names;
  }

  /**
   * @param {ts.Type} type
   * @returns {Schema}
   */
  of(type) {
    const name = (type.aliasSymbol ?? type.symbol)?.name;
    const isNamed = name !== undefined && this.names.has(name) && !type.aliasTypeArguments?.length;
    if (!isNamed || !(type.isUnion() || type.flags & ts.TypeFlags.Object)) return this.shape(type);
    if (!this.named[name]) {
      this.named[name] = {};
      const symbol = type.aliasSymbol ?? type.symbol;
      const about = ts.displayPartsToString(symbol.getDocumentationComment(this.checker));
      this.named[name] = { ...(about && { description: about }), ...this.shape(type) };
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /**
   * @param {ts.Type} type
   * @returns {Schema}
   */
  shape(type) {
    if (type.isUnion()) return this.union(type);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.Unknown) return {};
    if (this.checker.isArrayType(type)) {
      return {
        type: 'array',
        items: this.of(this.checker.getTypeArguments(/** @type {ts.TypeReference} */ (type))[0] ?? type),
      };
    }
    return this.object(type);
  }

  /** @param {ts.UnionType} type */
  union(type) {
    const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined));
    const [only] = parts;
    if (only && parts.length === 1) return this.of(only);
    if (parts.every((part) => part.flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
    if (parts.every((part) => part.isStringLiteral()))
      return { enum: parts.map((part) => part.isStringLiteral() && part.value) };
    const isBoolean = (/** @type {ts.Type} */ part) => Boolean(part.flags & ts.TypeFlags.BooleanLiteral);
    const others = parts.filter((part) => !isBoolean(part)).map((part) => this.of(part));
    return { oneOf: parts.some(isBoolean) ? [{ type: 'boolean' }, ...others] : others };
  }

  /** @param {ts.Type} type */
  object(type) {
    const value = type.getStringIndexType();
    if (value) return { type: 'object', additionalProperties: this.of(value) };
    /** @type {Record<string, Schema>} */
    const properties = {};
    const required = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      const about = ts.displayPartsToString(property.getDocumentationComment(this.checker));
      properties[property.name] = {
        ...(about && { description: about }),
        ...this.of(this.checker.getTypeOfSymbol(property)),
      };
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    return { type: 'object', properties, ...(required.length > 0 && { required }) };
  }
}
