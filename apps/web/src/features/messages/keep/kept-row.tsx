import { plainText, type Message } from '@parley/contracts';
import type { LucideIcon } from 'lucide-react';
import { listTime } from '../../../lib/time';
import { useToday } from '../../../lib/today';
import { Avatar } from '../../../ui/avatar';
import { IconButton } from '../../../ui/button';

interface KeptRowProps {
  message: Message;
  author: string;
  /** The conversation, where it is not the one on screen. */
  place?: string | undefined;
  onOpen: () => void;
  /** Takes it out of what is kept. */
  out: { icon: LucideIcon; label: string; onPress: () => void } | null;
}

/** A message somebody kept, in short; pressed, it leads there. */
export function KeptRow({ message, author, place, onOpen, out }: KeptRowProps) {
  const today = useToday();
  return (
    <div className="flex items-start">
      <button
        type="button"
        className="flex min-w-0 grow items-start gap-3 rounded-control px-2 py-2 text-left hover:bg-hover"
        onClick={onOpen}
      >
        <Avatar id={message.senderId} name={author} />
        <span className="min-w-0 grow">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-semibold" dir="auto">
              {author}
            </span>
            <span className="ml-auto shrink-0 text-[12.5px] text-ink-3">
              {listTime(new Date(message.createdAt), today)}
            </span>
          </span>
          <span className="line-clamp-2 text-[14px] leading-5 text-ink-2" dir="auto">
            {plainText(message.text)}
          </span>
          {place === undefined ? null : (
            <span className="block truncate text-[12.5px] leading-5 text-ink-3" dir="auto">
              {place}
            </span>
          )}
        </span>
      </button>
      {out ? <IconButton icon={out.icon} label={out.label} className="mt-1.5 shrink-0" onClick={out.onPress} /> : null}
    </div>
  );
}
