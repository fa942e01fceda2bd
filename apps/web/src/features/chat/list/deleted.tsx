import type { DeletedConversation } from '@parley/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../../../lib/client-context';
import { listTime } from '../../../lib/time';
import { useToday } from '../../../lib/today';
import { useSubmit } from '../../../lib/use-submit';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';

/** What I deleted and may still take back. Nothing is said where there is nothing. */
export function Deleted() {
  const { conversations } = useClient();
  const { data } = useQuery({ queryKey: ['deleted'], queryFn: () => conversations.deleted(), staleTime: 0 });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="deleted" className="mt-3">
      <h3 id="deleted" className="px-[10px] pb-1 text-[13.5px] font-medium text-ink-2">
        Deleted, can be taken back
      </h3>
      <ul>
        {data.items.map((each) => (
          <DeletedRow key={each.id} conversation={each} />
        ))}
      </ul>
    </section>
  );
}

function DeletedRow({ conversation }: { conversation: DeletedConversation }) {
  const { id, kind, name, hue, purgedAt } = conversation;
  const { conversations } = useClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const today = useToday();
  const { busy, failure, submit } = useSubmit(async () => {
    await conversations.restore(id);
    void queries.invalidateQueries({ queryKey: ['deleted'] });
    await navigate({ to: '/c/$conversationId', params: { conversationId: id } });
  });
  return (
    <li className="flex h-[60px] items-center gap-3 px-[10px]">
      <Avatar id={id} name={name} hue={hue} size="list" place={kind === 'group' ? 'group' : 'public'} />
      <span className="flex min-w-0 grow flex-col">
        <span className="truncate font-medium" dir="auto">
          {name}
        </span>
        <span role={failure ? 'alert' : undefined} className="truncate text-[13.5px] leading-5 text-ink-2">
          {failure ? failure.words : `Gone for good on ${listTime(new Date(purgedAt), today)}`}
        </span>
      </span>
      <Button className="h-9 px-3" busy={busy} onClick={() => void submit()} aria-label={`Restore ${name}`}>
        Restore
      </Button>
    </li>
  );
}
