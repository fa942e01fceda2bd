import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import type { Filter } from './filters';

export function ListSkeleton() {
  return (
    <div role="status" className="breathe grow overflow-hidden px-[17px]">
      <span className="sr-only">Loading conversations</span>
      {['w-28', 'w-20', 'w-36', 'w-24', 'w-32', 'w-24'].map((width, index) => (
        <div key={index} aria-hidden className="flex h-[60px] items-center gap-3">
          <span className="size-10 shrink-0 rounded-full bg-line" />
          <span className="flex grow flex-col gap-2">
            <span className={`h-3.5 rounded-chip bg-line ${width}`} />
            <span className="h-3 w-[80%] rounded-chip bg-line" />
          </span>
        </div>
      ))}
    </div>
  );
}

interface EmptyListProps {
  filter: Filter;
  /** There are conversations, only none of this kind. */
  filtered: boolean;
  onNew: () => void;
  onBrowse: () => void;
}

const emptyWords: Record<Exclude<Filter, 'all' | 'rooms'>, { title: string; words: string }> = {
  unread: { title: 'All read', words: 'Nothing is waiting for you.' },
  people: { title: 'No people yet', words: 'Write to somebody by name.' },
  archived: { title: 'Nothing archived', words: 'What you archive is out of the way here, and comes to no harm.' },
};

export function EmptyList({ filter, filtered, onNew, onBrowse }: EmptyListProps) {
  const start = <Button onClick={onNew}>New conversation</Button>;
  if (filter === 'rooms') {
    return (
      <Notice title="No rooms yet" actions={<Button onClick={onBrowse}>Browse rooms</Button>}>
        See which public rooms there are, or make one.
      </Notice>
    );
  }
  if (filter !== 'all' && (filtered || filter === 'archived')) {
    const { title, words } = emptyWords[filter];
    return (
      <Notice title={title} actions={filter === 'people' ? start : undefined}>
        {words}
      </Notice>
    );
  }
  return (
    <Notice title="No conversations yet" actions={start}>
      Write to somebody by name, gather a group, or join a room.
    </Notice>
  );
}
