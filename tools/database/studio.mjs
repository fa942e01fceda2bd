import { say } from '../run/tool.mjs';
import { withDatabase } from './place.mjs';
import { prisma } from './prisma.mjs';

const PORT = 5555;

/** Prisma Studio asks nobody for a password; it listens on loopback only, and so it stays with who sits at this machine. */
export function studio() {
  return withDatabase(async (url) => {
    say(`Prisma Studio opens at http://127.0.0.1:${PORT}; Ctrl-C ends it.`);
    const { code } = await prisma(['studio', '--port', String(PORT), '--browser', 'none'], { url, show: true });
    return code;
  });
}
