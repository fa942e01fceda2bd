// The offline schema engine. Prisma's CLI downloads a native binary, which a closed network forbids; the same engine is
// published as WebAssembly, and this speaks for it. The arguments are those of the native one.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { converse, describe } from './conversation.mjs';
import { openEngine } from './engine.mjs';

const { values, positionals } = parseArgs({
  options: {
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true, default: [] },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
  allowPositionals: true,
});

/** @type {string | undefined} */
const url = values.datasource ? JSON.parse(values.datasource).url : undefined;

/** @returns {ReturnType<Parameters<typeof converse>[0]>} */
const open = () =>
  openEngine({
    datamodels: values.datamodels.map((path) => [path, readFileSync(path, 'utf8')]),
    url: url ?? 'postgresql://no-url-was-given.invalid/none',
  });

/** Started as `… cli can-connect-to-database`: the answer is the exit code, the reason a log line. */
async function tryConnection() {
  try {
    const engine = await open();
    await engine.ensureConnectionValidity({ datasource: { tag: 'ConnectionString', url } });
  } catch (error) {
    // The CLI skips the first line and reads the reason from the others.
    const { message, error_code = 'P1001' } = describe(error);
    const fields = { message, error_code };
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
    process.exitCode = 1;
  }
}

const [mode, question] = positionals;
if (mode === undefined) await converse(open);
else if (question === 'can-connect-to-database') await tryConnection();
else {
  process.stderr.write(`The offline schema engine cannot "${positionals.join(' ')}".\n`);
  process.exitCode = 1;
}
// The driver's pool would keep the process for ten idle seconds.
process.exit();
