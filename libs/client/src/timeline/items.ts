import type { Message } from '@parley/contracts';
import { deliveryOf } from '../outbox/delivery';
import { peersOf } from '../receipts/peers';
import { reachOf } from '../receipts/pointers';
import type { TimelineItem } from '../surface';
import type { ConversationCopy } from '../sync/copy';

/** Builds items, and the same item again for the same message in the same state. */
export class Items {
  private built = new Map<string, TimelineItem>();
  private last: readonly TimelineItem[] = [];
  /** Another number when none of the messages stayed. */
  place = 0;

  build(copy: ConversationCopy | undefined, me: string, rows: readonly Message[], leaving: TimelineItem[]) {
    const reach = reachOf(copy ? peersOf(copy) : []);
    const next = new Map<string, TimelineItem>();
    for (const message of rows) {
      const state = message.senderId === me ? deliveryOf(message.seq, reach) : 'sent';
      const known = this.built.get(message.id);
      next.set(message.id, known?.message === message && known.state === state ? known : { message, state });
    }
    this.built = next;
    const shown = new Set(rows.filter((row) => row.senderId === me).map((row) => row.clientId));
    return this.same([...next.values(), ...leaving.filter((item) => !shown.has(item.message.clientId))]);
  }

  private same(items: TimelineItem[]): readonly TimelineItem[] {
    const { last } = this;
    if (items.length === last.length && items.every((item, at) => item === last[at])) return last;
    if (last.length > 0 && items.length > 0 && !this.overlaps(items)) this.place += 1;
    this.last = items;
    return items;
  }

  private overlaps(items: TimelineItem[]): boolean {
    const before = new Set(this.last.map(({ message }) => message.clientId));
    return items.some(({ message }) => before.has(message.clientId));
  }
}
