import type { Filter } from './filters';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

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
  onFind: () => void;
}

export function EmptyList({ filter, filtered, onFind }: EmptyListProps) {
  if (filtered && filter === 'unread') return <Notice title="All read">Nothing is waiting for you.</Notice>;
  if (filtered && filter === 'people') return <Notice title="No people yet">Write to somebody by name.</Notice>;
  if (filtered) return <Notice title="Nothing here yet" />;
  return (
    <Notice title="No conversations yet" actions={<Button onClick={onFind}>Find a person</Button>}>
      Look somebody up by name and write to them.
    </Notice>
  );
}
