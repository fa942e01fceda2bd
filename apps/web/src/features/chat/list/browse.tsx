import { serverMay, type Me } from '@parley/contracts';
import { Archive, ChevronLeft, Hash, type LucideIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useNow } from '../../../lib/now';
import { useConversations, useConversationsLoaded } from '../../../lib/watch';
import { IconButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { ConversationList } from './conversation-list';
import { FilterChips } from './filter-chips';
import { applyFilter, unreadTotal, type Filter } from './filters';
import { EmptyList, ListSkeleton } from './list-states';

const Deleted = lazy(() => import('./deleted').then((module) => ({ default: module.Deleted })));

interface BrowseProps {
  me: Me;
  openId: string | null;
  onNew: () => void;
  onRooms: () => void;
}

/** My conversations: all of them, some of them, or those I put away. */
export function Browse({ me, openId, onNew, onRooms }: BrowseProps) {
  const list = useConversations();
  const loaded = useConversationsLoaded();
  const now = useNow().getTime();
  const [filter, setFilter] = useState<Filter>('all');
  const shown = applyFilter(list, filter, now);
  const ends = {
    all: <EndLink icon={Archive} words="Archive" onClick={() => setFilter('archived')} />,
    rooms: serverMay(me.role, 'room.browse') ? (
      <EndLink icon={Hash} words="Browse public rooms" onClick={onRooms} />
    ) : null,
    archived: (
      <Suspense fallback={null}>
        <Deleted />
      </Suspense>
    ),
    unread: null,
    people: null,
  };
  return (
    <>
      {filter === 'archived' ? (
        <ArchiveHead onBack={() => setFilter('all')} />
      ) : (
        <FilterChips value={filter} unread={unreadTotal(list, now)} onChange={setFilter} />
      )}
      {loaded ? (
        <ConversationList
          list={shown}
          meId={me.id}
          openId={openId}
          empty={<EmptyList filter={filter} filtered={list.length > 0} onNew={onNew} onBrowse={onRooms} />}
          end={shown.length > 0 || filter === 'archived' ? ends[filter] : null}
        />
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}

function ArchiveHead({ onBack }: { onBack: () => void }) {
  return (
    <div className="flex h-[46px] shrink-0 items-center gap-1 px-2">
      <IconButton icon={ChevronLeft} label="Back to all conversations" onClick={onBack} />
      <h2 className="text-[14.5px] font-semibold">Archive</h2>
    </div>
  );
}

function EndLink({ icon, words, onClick }: { icon: LucideIcon; words: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="mt-1 flex h-11 w-full items-center gap-3 rounded-[14px] px-[19px] text-left text-[14px] text-ink-2 hover:bg-hover hover:text-ink"
    >
      <Icon of={icon} size={18} />
      <span className="pl-3">{words}</span>
    </button>
  );
}
