import { serverMay } from '@parley/contracts';
import { Pencil } from 'lucide-react';
import { lazy, Suspense, useId, useState, type ReactNode } from 'react';
import { useServerName } from '../../lib/server-info';
import { useMe } from '../../lib/watch';
import { IconButton } from '../../ui/button';
import { Logo } from '../../ui/logo';
import { SearchBox } from './finder/search-box';
import { useSearch } from './finder/use-search';
import { Browse } from './list/browse';

const loadFinder = () => import('./finder/finder-results');
const FinderResults = lazy(() => loadFinder().then((module) => ({ default: module.FinderResults })));
const NewConversation = lazy(() =>
  import('./create/new-conversation').then((module) => ({ default: module.NewConversation })),
);
const RoomBrowser = lazy(() => import('./rooms/room-browser').then((module) => ({ default: module.RoomBrowser })));

interface SidebarProps {
  openId: string | null;
  /** Me and my menu: composed by the page, because features do not know each other. */
  foot: ReactNode;
}

export function Sidebar({ openId, foot }: SidebarProps) {
  const me = useMe();
  const search = useSearch(me, openId);
  const listId = useId();
  const [dialog, setDialog] = useState<'new' | 'rooms' | null>(null);
  const { found } = search;
  const close = () => setDialog(null);
  return (
    <div className="flex h-full min-h-0 flex-col bg-side">
      <SidebarHead onNew={serverMay(me.role, 'conversation.create') ? () => setDialog('new') : null} />
      <SearchBox
        field={search.field}
        query={search.query}
        open={search.open}
        listId={listId}
        active={search.active}
        count={found.findings.length}
        onQuery={search.type}
        onFocus={() => void loadFinder()}
        onMove={search.setActive}
        onPick={() => void search.pick(found.findings[search.active])}
        onClose={search.close}
      />
      {search.open ? (
        <Suspense fallback={<div className="grow" />}>
          <FinderResults
            id={listId}
            query={search.query}
            me={me}
            findings={found.findings}
            active={search.active}
            waiting={found.waiting}
            error={found.error}
            failure={search.failure}
            onRetry={search.retry}
            onPick={(finding) => void search.pick(finding)}
          />
        </Suspense>
      ) : (
        <Browse me={me} openId={openId} onNew={() => setDialog('new')} onRooms={() => setDialog('rooms')} />
      )}
      <div className="shrink-0 border-t border-line">{foot}</div>
      <Suspense fallback={null}>
        {dialog === 'new' ? <NewConversation onBrowse={() => setDialog('rooms')} onClose={close} /> : null}
        {dialog === 'rooms' ? <RoomBrowser onNew={() => setDialog('new')} onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

function SidebarHead({ onNew }: { onNew: (() => void) | null }) {
  const name = useServerName();
  return (
    <header className="flex h-[60px] shrink-0 items-center gap-3 pr-3 pl-4">
      <Logo className="size-[26px]" />
      <p className="min-w-0 grow truncate text-[16.5px] font-semibold tracking-[-0.01em]" dir="auto">
        {name}
      </p>
      {onNew ? <IconButton icon={Pencil} label="New conversation" onClick={onNew} /> : null}
    </header>
  );
}
