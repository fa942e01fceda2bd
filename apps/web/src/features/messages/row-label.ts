import type { TimelineItem } from '@parley/client';
import { plainText } from '@parley/contracts';
import { clockTime } from '../../lib/time';

const stateWords = {
  pending: 'Waiting to be sent',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
} as const;

interface RowLabelInput {
  item: TimelineItem;
  author: string;
  date: Date;
  mine: boolean;
  quoted: string | null;
}

/** What a screen reader says of a row that gets the focus: all that the eye takes in at once. */
export function rowLabel({ item, author, date, mine, quoted }: RowLabelInput): string {
  const { message, state } = item;
  const said = message.deletedAt ? 'This message was deleted' : plainText(message.text);
  const reactions = message.reactions.map(({ emoji, count }) => `${emoji} ${count}`).join(', ');
  const parts = [
    `${author}, ${clockTime(date)}: ${said}`,
    quoted && `Answers ${quoted}`,
    message.forwardedFrom && 'Forwarded',
    message.pinned && 'Pinned',
    message.editedAt && !message.deletedAt && 'Edited',
    message.preview && `Link to ${message.preview.title}`,
    reactions && `Reactions: ${reactions}`,
    mine && stateWords[state],
  ];
  return parts.filter(Boolean).join('. ');
}
