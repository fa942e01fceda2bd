import { ArrowDown } from 'lucide-react';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';

export function JumpToLatest({ shown, unread, onJump }: { shown: boolean; unread: number; onJump: () => void }) {
  if (!shown) return null;
  return (
    <button
      type="button"
      onClick={onJump}
      aria-label={unread > 0 ? `Jump to latest, ${unread} unread` : 'Jump to latest'}
      className="rise absolute right-4 bottom-3 flex h-11 min-w-11 items-center justify-center gap-2 rounded-full border border-line bg-raise px-3 text-ink-2 shadow-float hover:text-ink pane:right-6"
    >
      {unread > 0 ? <Badge count={unread} noun="unread" /> : null}
      <Icon of={ArrowDown} />
    </button>
  );
}
