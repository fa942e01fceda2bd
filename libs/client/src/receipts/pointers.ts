import type { PeerReceipt } from '../surface';

export type Reach = Omit<PeerReceipt, 'userId'>;

/** Both pointers only grow, and what was read was delivered. The same object when nothing moved. */
export function mergeReceipt(mine: PeerReceipt | undefined, theirs: PeerReceipt): PeerReceipt {
  const readSeq = Math.max(mine?.readSeq ?? 0, theirs.readSeq);
  const deliveredSeq = Math.max(mine?.deliveredSeq ?? 0, theirs.deliveredSeq, readSeq);
  if (mine && mine.deliveredSeq === deliveredSeq && mine.readSeq === readSeq) return mine;
  return { userId: theirs.userId, deliveredSeq, readSeq };
}

/** Up to where all of them have come: in a direct conversation the other person, in a group the slowest member. */
export function reachOf(receipts: readonly PeerReceipt[]): Reach {
  if (receipts.length === 0) return { deliveredSeq: 0, readSeq: 0 };
  return {
    deliveredSeq: Math.min(...receipts.map((receipt) => receipt.deliveredSeq)),
    readSeq: Math.min(...receipts.map((receipt) => receipt.readSeq)),
  };
}
