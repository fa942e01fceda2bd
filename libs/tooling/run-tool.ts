import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const tooling = __dirname;
export const repository = join(tooling, '../..');

/** Runs one of our tools as the check does, in a process of its own: they are ES modules that jest need not load. */
export function runTool(tool: string, args: string[]): { status: number | null; stdout: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(tooling, tool), ...args], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stderr) throw new Error(`${tool}: ${stderr}`);
  return { status, stdout };
}
