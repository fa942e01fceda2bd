import type { RoomSummary } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useClient } from '../../../lib/client-context';
import { peopleCount } from '../../../lib/kinds';
import { useSubmit } from '../../../lib/use-submit';
import { useConversation } from '../../../lib/watch';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { wordsForJoining } from '../acts/words';

export function RoomRow({ room, onOpen }: { room: RoomSummary; onOpen: () => void }) {
  const { conversations } = useClient();
  const queries = useQueryClient();
  // The list knows sooner than the answer of a minute ago.
  const joined = useConversation(room.id) !== undefined || room.joined;
  const { busy, failure, submit } = useSubmit(async () => {
    await conversations.join(room.id);
    void queries.invalidateQueries({ queryKey: ['rooms'] });
    onOpen();
  });
  const { id, name, topic, hue, memberCount, announcement } = room;
  const note = `${peopleCount(memberCount)}${announcement ? ' · announcements' : ''}`;
  return (
    <li className="flex min-h-[68px] items-center gap-3 border-b border-line py-2.5 last:border-0">
      <Avatar id={id} name={name} hue={hue} size="list" place="public" />
      <div className="min-w-0 grow">
        <p className="truncate leading-5 font-medium" dir="auto">
          {name}
        </p>
        {topic === '' ? null : (
          <p className="truncate text-[13.5px] leading-5 text-ink-2" dir="auto">
            {topic}
          </p>
        )}
        <p className="tabular text-[13px] leading-[18px] text-ink-3">
          {note}
          {joined ? ' · joined' : null}
        </p>
        {failure ? (
          <p role="alert" className="text-[13px] leading-[18px] text-warn-ink">
            {wordsForJoining(failure.cause)}
          </p>
        ) : null}
      </div>
      {joined ? (
        <Button className="h-9 px-3.5" onClick={onOpen} aria-label={`Open ${name}`}>
          Open
        </Button>
      ) : (
        <Button
          look="soft"
          className="h-9 px-3.5"
          busy={busy}
          onClick={() => void submit()}
          aria-label={`Join ${name}`}
        >
          Join
        </Button>
      )}
    </li>
  );
}

export function RoomSkeleton() {
  return (
    <div role="status" className="breathe">
      <span className="sr-only">Loading rooms</span>
      {['w-28', 'w-36', 'w-24'].map((width) => (
        <div key={width} aria-hidden className="flex h-[68px] items-center gap-3">
          <span className="size-10 rounded-[11px] bg-line" />
          <span className="flex grow flex-col gap-2">
            <span className={`h-3.5 rounded-chip bg-line ${width}`} />
            <span className="h-3 w-[70%] rounded-chip bg-line" />
          </span>
        </div>
      ))}
    </div>
  );
}
