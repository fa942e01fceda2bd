import type { PeerReceipt } from '../surface';
import type { ConversationCopy } from '../sync/copy';

/** Whose pointers decide about the ticks. */
export function peersOf(copy: ConversationCopy): PeerReceipt[] {
  const { kind, peerId } = copy.summary();
  const receipts = [...copy.receipts.values()];
  return kind === 'direct' ? receipts.filter((receipt) => receipt.userId === peerId) : receipts;
}
