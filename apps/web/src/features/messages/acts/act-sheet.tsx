import { SmilePlus } from 'lucide-react';
import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/icon';
import { Sheet } from '../../../ui/sheet';
import { useRecentEmoji } from '../reactions/recent-emoji';
import { listedActs } from './act-list';
import type { MessageAct } from './possible-acts';

interface ActSheetProps {
  label: string;
  possible: ReadonlySet<MessageAct>;
  onAct: (act: MessageAct) => void;
  onReact: (emoji: string) => void;
  onClose: () => void;
}

const recentShown = 5;

/** For fingers: from the bottom, where the thumb is. */
export function ActSheet({ label, possible, onAct, onReact, onClose }: ActSheetProps) {
  const recent = useRecentEmoji().slice(0, recentShown);
  return (
    <Sheet label={label} onClose={onClose}>
      {possible.has('react') ? (
        <div className="mb-2 flex justify-between gap-1 px-1">
          {recent.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={`React with ${emoji}`}
              className="emoji grid size-12 place-items-center rounded-full bg-hover text-[24px]"
              onClick={() => onReact(emoji)}
            >
              {emoji}
            </button>
          ))}
          <button
            type="button"
            aria-label="More emoji"
            className="grid size-12 place-items-center rounded-full bg-hover text-ink-2"
            onClick={() => onAct('react')}
          >
            <Icon of={SmilePlus} size={22} />
          </button>
        </div>
      ) : null}
      <ul>
        {listedActs
          .filter(({ act }) => act !== 'react' && possible.has(act))
          .map(({ act, icon, label: words, careful }) => (
            <li key={act}>
              <button
                type="button"
                className={classes(
                  'flex h-12 w-full items-center gap-3.5 rounded-control px-3 text-left text-[16px] active:bg-hover',
                  careful && 'text-warn-ink',
                )}
                onClick={() => onAct(act)}
              >
                <Icon of={icon} className={careful ? undefined : 'text-ink-2'} />
                {words}
              </button>
            </li>
          ))}
      </ul>
    </Sheet>
  );
}
