import type { PeerReceipt } from '@parley/client';

export interface Reading {
  read: string[];
  delivered: string[];
  /** How many others there are; who hides what they read counts as one of them. */
  others: number;
}

export function readingOf(receipts: readonly PeerReceipt[], seq: number, others: number): Reading {
  const ids = (reached: (receipt: PeerReceipt) => boolean) => receipts.filter(reached).map(({ userId }) => userId);
  return {
    read: ids((receipt) => receipt.readSeq >= seq),
    delivered: ids((receipt) => receipt.readSeq < seq && receipt.deliveredSeq >= seq),
    others,
  };
}
