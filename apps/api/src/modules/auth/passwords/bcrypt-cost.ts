import { hash } from 'bcrypt';

const least = 10;
const most = 14;
/** What a guesser pays for one guess on this machine, and a person for signing in. */
const targetMs = 250;
const rounds = 3;

/** Each step doubles the time. Of a few tries the fastest counts: the others say how busy the machine was. */
export async function measureCost(): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await hash('how long does this take here', least);
    fastest = Math.min(fastest, performance.now() - begun);
  }
  return costFor(fastest);
}

export const costFor = (msAtLeast: number): number =>
  Math.min(most, Math.max(least, least + Math.floor(Math.log2(targetMs / msAtLeast))));
