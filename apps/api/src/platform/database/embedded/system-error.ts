import { StartupError } from '../../errors';

/** The code Node gives to a failed system call, such as ENOENT. By shape: under jest its Error is of another realm. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const reasons: Record<string, string> = {
  EACCES: 'may not be written by this user: change its owner, or set DATA_DIR to another folder',
  EPERM: 'may not be written by this user: change its owner, or set DATA_DIR to another folder',
  EROFS: 'lies on a read-only disk: set DATA_DIR to a folder that can be written',
  ENOSPC: 'lies on a full disk: make room, or set DATA_DIR to a folder on another disk',
  EDQUOT: 'has reached its disk quota: make room, or set DATA_DIR to a folder on another disk',
  ENOTDIR: 'is not a folder: set DATA_DIR to a folder',
  ENOENT: 'cannot be made: set DATA_DIR to a folder that can be written',
  EEXIST: 'is not a folder: set DATA_DIR to a folder',
};

/** Turns a failed system call on the data folder into the sentence for it; anything else stays as it was. */
export function explainFolder(error: unknown, folder: string): unknown {
  const reason = reasons[codeOf(error) ?? ''];
  return reason ? new StartupError(`The data folder ${folder} ${reason}.`) : error;
}

const wordings: [RegExp, string][] = [
  [/No space left on device/i, 'ENOSPC'],
  [/Disk quota exceeded/i, 'EDQUOT'],
  [/Read-only file system/i, 'EROFS'],
  [/Permission denied/i, 'EACCES'],
];

/** The same for what PostgreSQL's programs say. */
export function explainOutput(output: string, folder: string): StartupError {
  const code = wordings.find(([wording]) => wording.test(output))?.[1];
  if (code) return new StartupError(`The data folder ${folder} ${reasons[code]}.`);
  const last = output.trim().split('\n').slice(-3).join(' ');
  return new StartupError(`The embedded PostgreSQL in ${folder} does not start; it says: ${last || 'nothing'}`);
}
