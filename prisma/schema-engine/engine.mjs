import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { CataloguePg } from './catalogue-pg.mjs';

/** Where the engine leaves its last words when it panics; without it the panic itself fails. */
const lastWords = {
  message: '',
  /** @param {string} message */
  set_message(message) {
    this.message = message;
    process.stderr.write(`${message}\n`);
  },
};
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: lastWords });

const require = createRequire(import.meta.url);

/** Node 20 cannot import a .wasm file, so the glue gets its memory by hand. */
async function loadWebAssembly() {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/**
 * Prisma's own schema engine, compiled to WebAssembly, over the `pg` driver.
 * @param {{ datamodels: [string, string][], url: string }} options
 */
export async function openEngine({ datamodels, url }) {
  await loadWebAssembly();
  const adapter = bindMigrationAwareSqlAdapterFactory(new CataloguePg(url));
  return glue.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => undefined,
    adapter,
  );
}
