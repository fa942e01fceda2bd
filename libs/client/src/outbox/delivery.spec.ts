import type { DeliveryState } from '../surface';
import { deliveryOf, nextDelivery, type DeliveryEvent } from './delivery';

const after = (...events: DeliveryEvent[]) => events.reduce<DeliveryState>(nextDelivery, 'pending');

describe('a message of mine', () => {
  it('is sent, delivered and read in this order', () => {
    expect(after('acknowledged')).toBe('sent');
    expect(after('acknowledged', 'delivered')).toBe('delivered');
    expect(after('acknowledged', 'delivered', 'read')).toBe('read');
    expect(after('acknowledged', 'read')).toBe('read');
  });

  it('never goes back', () => {
    expect(after('acknowledged', 'read', 'delivered')).toBe('read');
    expect(after('acknowledged', 'delivered', 'acknowledged')).toBe('delivered');
    expect(after('acknowledged', 'refused')).toBe('sent');
  });

  it('fails when refused, and may be tried again or turn out to have arrived', () => {
    expect(after('refused')).toBe('failed');
    expect(after('refused', 'retried')).toBe('pending');
    expect(after('refused', 'acknowledged')).toBe('sent');
    expect(after('delivered')).toBe('pending');
  });

  it('stands where the pointers of the others say', () => {
    const states = [1, 2, 3].map((seq) => deliveryOf(seq, { readSeq: 1, deliveredSeq: 2 }));
    expect(states).toEqual(['read', 'delivered', 'sent']);
  });
});
