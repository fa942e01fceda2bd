import type { TimelineItem } from '@parley/client';
import { may, type Conversation } from '@parley/contracts';

export type MessageAct =
  | 'react'
  | 'reply'
  | 'edit'
  | 'copy'
  | 'link'
  | 'forward'
  | 'pin'
  | 'unpin'
  | 'save'
  | 'unsave'
  | 'unpreview'
  | 'read-by'
  | 'history'
  | 'delete-for-me'
  | 'delete-for-all';

export interface PossibleInput {
  item: TimelineItem;
  conversation: Conversation;
  meId: string;
  now: number;
  /** Null until the server has said. */
  editWindowSeconds: number | null;
  saved: boolean;
}

/** What the server would allow; the rest is not offered. */
export function possibleActs(input: PossibleInput): ReadonlySet<MessageAct> {
  const { item, conversation, meId, saved } = input;
  const { message, state } = item;
  if (message.seq === 0 || state === 'pending' || state === 'failed') return new Set();
  if (message.deletedAt !== null) return new Set<MessageAct>(['delete-for-me']);
  const { role } = conversation;
  const mine = message.senderId === meId;
  const mayPin = may(role, 'pin', conversation);
  const acts: [MessageAct, boolean][] = [
    ['react', may(role, 'react', conversation)],
    ['reply', may(role, 'send', conversation)],
    ['edit', mine && isEditable(input)],
    ['copy', message.text !== ''],
    ['link', true],
    ['forward', true],
    ['pin', mayPin && !message.pinned],
    ['unpin', mayPin && message.pinned !== null],
    ['save', !saved],
    ['unsave', saved],
    ['read-by', mine && conversation.peerId === null],
    ['unpreview', mine && message.preview !== undefined],
    ['history', message.editedAt !== null],
    ['delete-for-me', true],
    ['delete-for-all', mine || may(role, 'moderate', conversation)],
  ];
  return new Set(acts.filter(([, possible]) => possible).map(([act]) => act));
}

function isEditable({ item, conversation, now, editWindowSeconds }: PossibleInput): boolean {
  const { message } = item;
  if (message.forwardedFrom || editWindowSeconds === null) return false;
  const age = now - new Date(message.createdAt).getTime();
  return may(conversation.role, 'send', conversation) && age <= editWindowSeconds * 1000;
}
