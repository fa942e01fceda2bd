import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script, constants } from 'node:vm';

type Server = typeof import('./start');
type Body = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void;

/**
 * Prisma's compiler of queries is WebAssembly. Left to itself V8 optimises it within the first dozen queries of a start, and
 * keeps the 30 MB it took for that; twenty times later is early enough. Set here: what was compiled under other flags is refused.
 */
setFlagsFromString('--wasm-tiering-budget=40000000');

const compiledOf = (file: string): string => `${file}.v8`;
const sealLength = 32;

/** V8 takes what was compiled of any text as long as this one, damaged or not: it is shown nothing that is not exactly ours. */
function sealOf(code: string, compiled: Buffer): Buffer {
  return createHash('sha256').update(`${process.version} ${process.arch}`).update(code).update(compiled).digest();
}

/** Nothing where there is none, where another Node made it, or where either file is not what the build wrote. */
function compiledFor(file: string, code: string): Buffer | undefined {
  try {
    const sealed = readFileSync(compiledOf(file));
    const compiled = sealed.subarray(sealLength);
    return sealOf(code, compiled).equals(sealed.subarray(0, sealLength)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

function compile(file: string, code: string, cachedData: Buffer | undefined): Script {
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  return new Script(code, { filename: file, cachedData, importModuleDynamically });
}

function evaluate(file: string, script: Script): Server {
  const own = new Module(file, module);
  // Node learns of a map when it compiles a module, which a script is not.
  const asModule = own as unknown as { _compile(code: string, filename: string): void };
  if (process.sourceMapsEnabled) asModule._compile(`//# sourceMappingURL=${basename(file)}.map`, file);
  const body = script.runInThisContext() as Body;
  body(own.exports as object, createRequire(file), own, file, dirname(file));
  return own.exports as Server;
}

/** The server out of one file, with what V8 compiled of it before. */
export function loadBundle(file: string): Server {
  const code = readFileSync(file, 'utf8');
  return evaluate(file, compile(file, code, compiledFor(file, code)));
}

/** Part of the build: only what has run once is compiled to its depth. */
export function keepCompiled(file: string): void {
  const code = readFileSync(file, 'utf8');
  const script = compile(file, code, undefined);
  evaluate(file, script);
  const compiled = script.createCachedData();
  writeFileSync(compiledOf(file), Buffer.concat([sealOf(code, compiled), compiled]));
}
