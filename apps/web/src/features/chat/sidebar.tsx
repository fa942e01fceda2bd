import { Pencil } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useServerName } from '../../lib/server-info';
import { useConversations, useConversationsLoaded, useMe } from '../../lib/watch';
import { IconButton } from '../../ui/button';
import { Logo } from '../../ui/logo';
import { ConversationList } from './conversation-list';
import { FilterChips } from './filter-chips';
import { applyFilter, offered, unreadTotal, type Filter } from './filters';
import { FinderResults } from './finder-results';
import { EmptyList, ListSkeleton } from './list-states';
import { SearchBox } from './search-box';
import { useSearch } from './use-search';

interface SidebarProps {
  openId: string | null;
  /** Me and my menu: composed by the page, because features do not know each other. */
  foot: ReactNode;
}

export function Sidebar({ openId, foot }: SidebarProps) {
  const me = useMe();
  const search = useSearch(me, openId);
  const listId = useId();
  const { found } = search;
  return (
    <div className="flex h-full min-h-0 flex-col bg-side">
      <SidebarHead onNew={search.start} />
      <SearchBox
        field={search.field}
        query={search.query}
        open={search.open}
        listId={listId}
        active={search.active}
        count={found.findings.length}
        onQuery={search.type}
        onMove={search.setActive}
        onPick={() => void search.pick(found.findings[search.active])}
        onClose={search.close}
      />
      {search.open ? (
        <FinderResults
          id={listId}
          query={search.query}
          me={me}
          findings={found.findings}
          active={search.active}
          waiting={found.waiting}
          error={search.failure ?? found.error}
          onRetry={found.retry}
          onPick={(finding) => void search.pick(finding)}
        />
      ) : (
        <Browse meId={me.id} openId={openId} onFind={search.start} />
      )}
      <div className="shrink-0 border-t border-line">{foot}</div>
    </div>
  );
}

function SidebarHead({ onNew }: { onNew: () => void }) {
  const name = useServerName();
  return (
    <header className="flex h-[60px] shrink-0 items-center gap-3 pr-3 pl-4">
      <Logo className="size-[26px]" />
      <p className="min-w-0 grow truncate text-[16.5px] font-semibold tracking-[-0.01em]" dir="auto">
        {name}
      </p>
      <IconButton icon={Pencil} label="New conversation" onClick={onNew} />
    </header>
  );
}

function Browse({ meId, openId, onFind }: { meId: string; openId: string | null; onFind: () => void }) {
  const list = useConversations();
  const loaded = useConversationsLoaded();
  const [filter, setFilter] = useState<Filter>('all');
  const shown = applyFilter(list, filter);
  return (
    <>
      <FilterChips choices={offered(list, filter)} value={filter} unread={unreadTotal(list)} onChange={setFilter} />
      {loaded ? (
        <ConversationList
          list={shown}
          meId={meId}
          openId={openId}
          empty={<EmptyList filter={filter} filtered={list.length > 0} onFind={onFind} />}
        />
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}
