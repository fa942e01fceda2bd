import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What runs lies in src, in dist, or bundled with everything else: how deep is not known here. */
function above(folder: string): string {
  if (existsSync(join(folder, 'prisma/migrations'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No folder above ${__dirname} holds prisma/migrations.`);
  return above(parent);
}

/** The folder of the checkout. */
export const checkout = above(__dirname);
