import type { Conversation, Message } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { conversation, message } from '../../../lib/wire.factory';
import { possibleActs } from './possible-acts';

const sentAt = '2026-11-20T09:30:00.000Z';
const group = { kind: 'group', peerId: null, role: 'member' } as const;

function actsOn(over: Partial<Message>, where: Partial<Conversation> = group, minutesLater = 1) {
  const item = { message: message({ createdAt: sentAt, senderId: 'eli', ...over }), state: 'sent' } as const;
  const now = new Date(sentAt).getTime() + minutesLater * 60_000;
  return [
    ...possibleActs({
      item,
      conversation: conversation(where),
      meId: 'eli',
      now,
      editWindowSeconds: 3600,
      saved: false,
    }),
  ];
}

describe('possibleActs', () => {
  it('offers everything on a message of mine in a group', () => {
    expect(actsOn({ editedAt: sentAt })).toEqual([
      ...['react', 'reply', 'edit', 'copy', 'link', 'forward', 'pin', 'save'],
      ...['read-by', 'history', 'delete-for-me', 'delete-for-all'],
    ]);
  });

  it('leaves what others wrote to them, except for those who look after the conversation', () => {
    expect(actsOn({ senderId: 'hana' })).toEqual([
      ...['react', 'reply', 'copy', 'link', 'forward', 'pin', 'save', 'delete-for-me'],
    ]);
    expect(actsOn({ senderId: 'hana' }, { ...group, role: 'admin' })).toContain('delete-for-all');
    expect(actsOn({ senderId: 'hana' }, { kind: 'direct', role: 'member' })).not.toContain('delete-for-all');
  });

  it('offers no edit when the time for it is over, or the words are not mine', () => {
    expect(actsOn({}, group, 59)).toContain('edit');
    expect(actsOn({}, group, 61)).not.toContain('edit');
    expect(actsOn({ forwardedFrom: { senderId: 'hana', createdAt: sentAt } })).not.toContain('edit');
  });

  it('lets those who may only read keep and point to messages', () => {
    const keeping = ['copy', 'link', 'forward', 'save', 'delete-for-me'];
    expect(actsOn({ senderId: 'hana' }, { ...group, role: 'read_only' })).toEqual(keeping);
    expect(actsOn({ senderId: 'hana' }, { ...group, archivedAt: sentAt })).toEqual(keeping);
  });

  it('takes a pin back where there is one', () => {
    const acts = actsOn({ pinned: { by: 'hana', at: sentAt, rev: 4 } });
    expect(acts).toContain('unpin');
    expect(acts).not.toContain('pin');
  });

  it('takes the preview of a link away where it is mine', () => {
    const preview = { url: 'https://pier.example/', title: 'Pier', description: null, siteName: null };
    expect(actsOn({ preview })).toContain('unpreview');
    expect(actsOn({ preview, senderId: 'hana' })).not.toContain('unpreview');
  });

  it('lets one take a tombstone away, and nothing else', () => {
    expect(actsOn({ deletedAt: sentAt, text: '' })).toEqual(['delete-for-me']);
  });

  it('offers nothing on what is not stored yet', () => {
    expect(actsOn({ seq: 0 })).toEqual([]);
  });
});
