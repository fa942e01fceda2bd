import type { TimelineItem } from '@parley/client';
import { describe, expect, it } from 'vitest';
import { message } from '../../../lib/wire.factory';
import { lastEditable } from './last-editable';

const now = Date.UTC(2026, 10, 20, 10);
const asked = { meId: 'me', now, editWindowSeconds: 3_600 };
const item = (over: Parameters<typeof message>[0]): TimelineItem => ({
  state: 'sent',
  message: message({ createdAt: new Date(now - 60_000).toISOString(), senderId: 'me', ...over }),
});

describe('lastEditable', () => {
  it('is my last message, whatever others said since', () => {
    const items = [item({ id: 'a', seq: 1 }), item({ id: 'b', seq: 2 }), item({ senderId: 'hana', seq: 3 })];
    expect(lastEditable(items, asked)?.id).toBe('b');
  });

  it('passes over what I deleted', () => {
    const gone = item({ id: 'b', seq: 2, deletedAt: '2026-11-20T09:59:00.000Z' });
    expect(lastEditable([item({ id: 'a', seq: 1 }), gone], asked)?.id).toBe('a');
  });

  it('is none when it is too old, on its way or not my words', () => {
    expect(lastEditable([], asked)).toBeNull();
    const late = new Date(now - 3_601_000).toISOString();
    expect(lastEditable([item({ seq: 1, createdAt: late })], asked)).toBeNull();
    expect(lastEditable([item({ seq: 1 }), item({ seq: 0 })], asked)).toBeNull();
  });
});
