import type { Ban, Conversation } from '@parley/contracts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../../../lib/client-context';
import { requestIdOf, wordsFor } from '../../../lib/error-words';
import { listTime } from '../../../lib/time';
import { useToday } from '../../../lib/today';
import { useSubmit } from '../../../lib/use-submit';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';

export function Banned({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { id, name } = conversation;
  const { members } = useClient();
  const bans = useInfiniteQuery({
    queryKey: ['bans', id],
    queryFn: ({ pageParam }) => members.banned(id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 0,
  });
  const items = bans.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog title="Banned people" lead={`They cannot come back to ${name} until the ban is lifted.`} onClose={onClose}>
      {bans.isPending ? (
        <p role="status" className="breathe py-4 text-ink-2">
          Loading…
        </p>
      ) : null}
      {bans.error ? (
        <Notice
          tone="alert"
          title="This did not load"
          requestId={requestIdOf(bans.error)}
          actions={<Button onClick={() => void bans.refetch()}>Try again</Button>}
        >
          {wordsFor(bans.error)}
        </Notice>
      ) : null}
      {bans.isSuccess && items.length === 0 ? (
        <Notice title="Nobody is banned">Ban somebody from their menu in the list of people.</Notice>
      ) : null}
      <ul className="scroll-thin max-h-[56dvh] overflow-y-auto">
        {items.map((ban) => (
          <BanRow key={ban.userId} ban={ban} conversationId={id} />
        ))}
      </ul>
      {bans.hasNextPage ? (
        <Button className="mt-3 w-full" busy={bans.isFetchingNextPage} onClick={() => void bans.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </Dialog>
  );
}

function BanRow({ ban, conversationId }: { ban: Ban; conversationId: string }) {
  const { userId, name, since } = ban;
  const { members } = useClient();
  const queries = useQueryClient();
  const today = useToday();
  const { busy, failure, submit } = useSubmit(async () => {
    await members.unban(conversationId, userId);
    await queries.invalidateQueries({ queryKey: ['bans', conversationId] });
  });
  return (
    <li className="flex min-h-[60px] items-center gap-3">
      <Avatar id={userId} name={name} />
      <div className="min-w-0 grow">
        <p className="truncate leading-5 font-medium" dir="auto">
          {name}
        </p>
        <p role={failure ? 'alert' : undefined} className="text-[13px] leading-[18px] text-ink-2">
          {failure ? failure.words : `Since ${listTime(new Date(since), today)}`}
        </p>
      </div>
      <Button className="h-9 px-3" busy={busy} onClick={() => void submit()} aria-label={`Lift the ban of ${name}`}>
        Lift ban
      </Button>
    </li>
  );
}
