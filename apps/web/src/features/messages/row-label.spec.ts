import { describe, expect, it } from 'vitest';
import { message } from '../../lib/wire.factory';
import { rowLabel } from './row-label';

const date = new Date(2026, 10, 20, 9, 5);

function labelOf(over: Parameters<typeof message>[0], mine = false, quoted: string | null = null) {
  return rowLabel({ item: { message: message(over), state: 'read' }, author: 'Hana Sato', date, mine, quoted });
}

describe('rowLabel', () => {
  it('says who, when and what', () => {
    expect(labelOf({ text: '**Cut** it' })).toMatch(/^Hana Sato, 09:05.*: Cut it$/);
  });

  it('says what became of it', () => {
    const reactions = [{ emoji: '👍', count: 2, userIds: [] }];
    const label = labelOf({ editedAt: '2026-11-20T10:00:00.000Z', reactions }, true, 'Jonas');
    expect(label).toMatch(/: Hello\. Answers Jonas\. Edited\. Reactions: 👍 2\. Read$/);
  });

  it('says of a tombstone only that', () => {
    const label = labelOf({ text: '', deletedAt: '2026-11-20T10:00:00.000Z', editedAt: '2026-11-20T10:00:00.000Z' });
    expect(label).toMatch(/: This message was deleted$/);
  });
});
