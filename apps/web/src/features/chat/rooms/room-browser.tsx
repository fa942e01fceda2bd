import type { RoomSummary } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { requestIdOf, wordsFor } from '../../../lib/error-words';
import { firstFocus } from '../../../lib/first-focus';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { RoomRow, RoomSkeleton } from './room-row';
import { useRooms } from './use-rooms';

interface RoomBrowserProps {
  onNew: () => void;
  onClose: () => void;
}

/** The public rooms of this server. */
export function RoomBrowser({ onNew, onClose }: RoomBrowserProps) {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const rooms = useRooms(query);
  const open = ({ id }: RoomSummary) => {
    onClose();
    void navigate({ to: '/c/$conversationId', params: { conversationId: id } });
  };
  return (
    <Dialog title="Public rooms" lead="Anybody on this server can join these." onClose={onClose}>
      <div className="flex h-11 items-center gap-2.5 rounded-control border border-edge bg-raise px-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <Icon of={Search} size={17} className="shrink-0 text-ink-3" />
        <input
          ref={firstFocus}
          type="search"
          aria-label="Search rooms"
          placeholder="Search by name or topic"
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="min-w-0 grow bg-transparent text-[15px] outline-none placeholder:text-ink-3 max-pane:text-[16px]"
        />
      </div>
      <div className="scroll-thin -mx-2 mt-3 h-[min(420px,56dvh)] overflow-y-auto px-2">
        <ul aria-label="Rooms" className="flex flex-col">
          {rooms.items.map((room) => (
            <RoomRow key={room.id} room={room} onOpen={() => open(room)} />
          ))}
        </ul>
        {rooms.waiting ? <RoomSkeleton /> : null}
        {rooms.error ? (
          <Notice
            tone="alert"
            title="The rooms did not load"
            requestId={requestIdOf(rooms.error)}
            actions={<Button onClick={rooms.retry}>Try again</Button>}
          >
            {wordsFor(rooms.error)}
          </Notice>
        ) : null}
        {rooms.hasMore && !rooms.waiting ? (
          <Button className="my-3 w-full" onClick={rooms.more}>
            Show more rooms
          </Button>
        ) : null}
        {rooms.isEmpty ? <NoRooms query={query.trim()} onNew={onNew} /> : null}
      </div>
    </Dialog>
  );
}

function NoRooms({ query, onNew }: { query: string; onNew: () => void }) {
  if (query !== '') {
    return (
      <Notice title="No room found" tone="status">
        No public room matches “{query}”. Private rooms are not shown here.
      </Notice>
    );
  }
  return (
    <Notice title="No public rooms yet" tone="status" actions={<Button onClick={onNew}>New room</Button>}>
      Make the first one: a place for a subject that everybody can find.
    </Notice>
  );
}
