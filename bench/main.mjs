// npm run bench -- NAME: each folder beside this file is one measurement, in a file of its own name.
import { readdirSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const known = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const [name = ''] = process.argv.slice(2);

if (known.includes(name)) {
  const { measure } = /** @type {{ measure(): Promise<string[]> }} */ (
    await import(new URL(`${name}/${name}.mjs`, here).href)
  );
  process.stdout.write(`${(await measure()).join('\n')}\n`);
} else {
  process.stderr.write(`Name one of: ${known.join(', ')}.\n`);
  process.exitCode = 1;
}
