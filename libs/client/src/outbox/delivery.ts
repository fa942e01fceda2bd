import type { DeliveryState } from '../surface';

/**
 * What becomes of a message of mine.
 *
 *   pending ──acknowledged──▶ sent ──delivered──▶ delivered ──read──▶ read
 *      │  ▲                    └──────────────read──────────────────────▲
 *   refused │ retried
 *      ▼  │
 *    failed ──acknowledged──▶ sent      (it had arrived after all; catch-up told us)
 */
export type DeliveryEvent = 'acknowledged' | 'refused' | 'retried' | 'delivered' | 'read';

const moves: Record<DeliveryState, Partial<Record<DeliveryEvent, DeliveryState>>> = {
  pending: { acknowledged: 'sent', refused: 'failed' },
  failed: { acknowledged: 'sent', retried: 'pending' },
  sent: { delivered: 'delivered', read: 'read' },
  delivered: { read: 'read' },
  read: {},
};

/** The state after `event`; the same one where it does not apply. */
export function nextDelivery(state: DeliveryState, event: DeliveryEvent): DeliveryState {
  return moves[state][event] ?? state;
}

/** Where an acknowledged message of mine stands, by how far the others have come. */
export function deliveryOf(seq: number, reach: { deliveredSeq: number; readSeq: number }): DeliveryState {
  const delivered = nextDelivery('sent', seq <= reach.deliveredSeq ? 'delivered' : 'acknowledged');
  return nextDelivery(delivered, seq <= reach.readSeq ? 'read' : 'acknowledged');
}
