import { plainText, type Message } from '@parley/contracts';
import { dateOf } from '../../../lib/time';
import { Avatar } from '../../../ui/avatar';

interface KeptRowProps {
  message: Message;
  author: string;
  onOpen: () => void;
}

/** A message somebody kept, in short; pressed, it leads there. */
export function KeptRow({ message, author, onOpen }: KeptRowProps) {
  return (
    <button
      type="button"
      className="flex w-full items-start gap-3 rounded-control px-2 py-2 text-left hover:bg-hover"
      onClick={onOpen}
    >
      <Avatar id={message.senderId} name={author} />
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span className="truncate font-semibold" dir="auto">
            {author}
          </span>
          <span className="shrink-0 text-[12.5px] text-ink-3">{dateOf(new Date(message.createdAt))}</span>
        </span>
        <span className="line-clamp-2 text-[14px] leading-5 text-ink-2" dir="auto">
          {plainText(message.text)}
        </span>
      </span>
    </button>
  );
}
