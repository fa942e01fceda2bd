import type { TimelineItem } from '@parley/client';
import type { Reaction } from '@parley/contracts';
import { SmilePlus } from 'lucide-react';
import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/icon';
import { ask } from '../acts/asked.store';
import { pillLabel, whoReacted } from './reaction-words';

interface ReactionPillsProps {
  item: TimelineItem;
  meId: string;
  nameOf: (id: string) => string;
  /** Undefined for who may only read. */
  onReact: ((emoji: string, on: boolean) => void) | undefined;
}

export function ReactionPills({ item, meId, nameOf, onReact }: ReactionPillsProps) {
  const { reactions } = item.message;
  if (reactions.length === 0) return null;
  return (
    <div role="group" aria-label="Reactions" className="mt-1 flex flex-wrap items-center gap-1.5">
      {reactions.map((reaction) => (
        <Pill key={reaction.emoji} reaction={reaction} meId={meId} nameOf={nameOf} onReact={onReact} />
      ))}
      {onReact ? (
        <button
          type="button"
          aria-label="Add a reaction"
          title="Add a reaction"
          className="touch-around grid h-[26px] w-9 place-items-center rounded-full border border-line bg-raise text-ink-2 hover:border-edge hover:text-ink"
          onClick={({ currentTarget }) => ask({ what: 'picker', item, from: currentTarget })}
        >
          <Icon of={SmilePlus} size={16} />
        </button>
      ) : null}
    </div>
  );
}

interface PillProps extends Omit<ReactionPillsProps, 'item'> {
  reaction: Reaction;
}

function Pill({ reaction, meId, nameOf, onReact }: PillProps) {
  const mine = reaction.userIds.includes(meId);
  const who = whoReacted(reaction, meId, nameOf);
  return (
    <button
      type="button"
      aria-pressed={mine}
      aria-label={pillLabel(reaction, who)}
      title={who}
      aria-disabled={!onReact || undefined}
      className={classes(
        'touch-around tabular inline-flex h-[26px] items-center gap-1.5 rounded-full border px-2.5 text-[13px] leading-none font-medium transition-colors duration-(--quick)',
        mine
          ? 'border-accent bg-accent-soft text-accent-ink'
          : 'border-line bg-raise text-ink-2 hover:border-edge hover:text-ink',
      )}
      onClick={() => onReact?.(reaction.emoji, !mine)}
    >
      <span className="emoji text-[15px]">{reaction.emoji}</span>
      {reaction.count}
    </button>
  );
}
