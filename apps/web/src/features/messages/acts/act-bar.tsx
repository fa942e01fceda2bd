import type { TimelineItem } from '@parley/client';
import { Ellipsis, Reply, SmilePlus } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../../../ui/button';
import { useRecentEmoji } from '../reactions/recent-emoji';
import { ask } from './asked.store';
import type { MessageAct } from './possible-acts';
import type { RowActs } from './row-acts';

interface ActBarProps {
  item: TimelineItem;
  meId: string;
  possible: ReadonlySet<MessageAct>;
  acts: RowActs;
}

const recentShown = 3;
const button = 'size-8!';

/** Over the corner of the row that is pointed at, or has the focus. */
export function ActBar({ item, meId, possible, acts }: ActBarProps) {
  const recent = useRecentEmoji().slice(0, recentShown);
  const { message } = item;
  const has = (emoji: string) =>
    message.reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(meId));
  return (
    <div
      role="toolbar"
      aria-label="Message actions"
      tabIndex={-1}
      onKeyDown={walk}
      className="absolute -top-4 right-4 z-10 hidden items-center gap-0.5 rounded-[13px] border border-line bg-raise p-0.5 shadow-float pointer-fine:flex pane:right-5"
    >
      {possible.has('react')
        ? recent.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={`React with ${emoji}`}
              aria-pressed={has(emoji)}
              className="emoji grid size-8 place-items-center rounded-[10px] text-[17px] leading-none hover:bg-hover aria-pressed:bg-accent-soft"
              onClick={() => acts.react(message, emoji, !has(emoji))}
            >
              {emoji}
            </button>
          ))
        : null}
      {possible.has('react') ? (
        <IconButton
          icon={SmilePlus}
          label="Add a reaction"
          className={button}
          onClick={({ currentTarget }) => ask({ what: 'picker', item, from: currentTarget })}
        />
      ) : null}
      {possible.has('reply') ? (
        <IconButton icon={Reply} label="Reply" className={button} onClick={() => acts.perform('reply', item, null)} />
      ) : null}
      <IconButton
        icon={Ellipsis}
        label="More"
        aria-haspopup="menu"
        className={button}
        onClick={({ currentTarget, detail }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          ask({ what: 'menu', item, at: { x: left, y: bottom }, byKeyboard: detail === 0 });
        }}
      />
    </div>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((each) => each === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
