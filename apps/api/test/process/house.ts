import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './server-process';

const parts = ['package.json', 'package-lock.json', '.swcrc', '.cache/build', 'tools', 'libs', 'apps', 'prisma'];

/** A copy of the built checkout, for tests that change it or forbid changing it. The packages are those of the original. */
export function copyHouse(target: string): void {
  const filter = (source: string) => !/\/(node_modules|journeys|fixtures)$/.test(source);
  for (const part of parts) cpSync(join(repository, part), join(target, part), { recursive: true, filter });
  symlinkSync(join(repository, 'node_modules'), join(target, 'node_modules'));
}
