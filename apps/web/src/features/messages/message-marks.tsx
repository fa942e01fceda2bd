import type { Message } from '@parley/contracts';
import { Forward, Pin } from 'lucide-react';
import { clockTime, dateOf } from '../../lib/time';
import { Icon } from '../../ui/icon';

const line = 'flex items-center gap-1.5 text-[12.5px] leading-5 text-ink-3';

/** Where the words come from, and that they are kept in sight. */
export function MessageMarks({ message, nameOf }: { message: Message; nameOf: (id: string) => string }) {
  const { forwardedFrom, pinned, deletedAt } = message;
  if (deletedAt !== null) return null;
  return (
    <>
      {pinned ? (
        <p className={line}>
          <Icon of={Pin} size={13} />
          Pinned by {nameOf(pinned.by)}
        </p>
      ) : null}
      {forwardedFrom ? (
        <p className={line}>
          <Icon of={Forward} size={14} />
          Forwarded from {nameOf(forwardedFrom.senderId)}, {dateOf(new Date(forwardedFrom.createdAt))}
        </p>
      ) : null}
    </>
  );
}

interface EditedProps {
  editedAt: string;
  onOpen: () => void;
}

export function Edited({ editedAt, onOpen }: EditedProps) {
  const date = new Date(editedAt);
  return (
    <button
      type="button"
      title={`Edited ${dateOf(date)}, ${clockTime(date)}. Press to see what it said before.`}
      className="touch-around shrink-0 rounded-chip text-[12.5px] leading-4 text-ink-3 hover:text-ink hover:underline"
      onClick={onOpen}
    >
      Edited
    </button>
  );
}
