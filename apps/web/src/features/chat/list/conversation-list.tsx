import type { Conversations } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useClient } from '../../../lib/client-context';
import { useNow } from '../../../lib/now';
import { useToday } from '../../../lib/today';
import { useConversationsMore } from '../../../lib/watch';
import { ConversationRow } from './conversation-row';
import { ListMenus } from './list-menus';
import { useAskedMenu } from '../../../lib/use-asked-menu';
import { useRowFocus } from './use-row-focus';

interface ConversationListProps {
  list: readonly Conversation[];
  meId: string;
  openId: string | null;
  empty: ReactNode;
  /** Comes after the last row. */
  end?: ReactNode;
}

const nearEnd = 400;

export function ConversationList({ list, meId, openId, empty, end }: ConversationListProps) {
  const today = useToday();
  const now = useNow().getTime();
  const rows = useRef<HTMLUListElement>(null);
  const menu = useAskedMenu({ name: 'conversation' });
  const box = useRef<HTMLElement>(null);
  const { conversations } = useClient();
  const hasMore = useConversationsMore();
  // A filter may leave too few rows to scroll at all: looked at again whenever there are others.
  useEffect(() => {
    if (box.current && list.length >= 0) loadNear(box.current, conversations);
  }, [list, conversations]);
  useRowFocus(openId, rows);
  const tabId = list.some(({ id }) => id === openId) ? openId : (list[0]?.id ?? null);

  return (
    <nav
      ref={box}
      aria-label="Conversations"
      className="scroll-thin min-h-0 grow overflow-y-auto px-2 pb-2"
      onScroll={({ currentTarget }) => loadNear(currentTarget, conversations)}
    >
      {list.length === 0 && !hasMore ? empty : null}
      <ul ref={rows} className="flex flex-col [-webkit-touch-callout:none]" {...menu.handlers}>
        {list.map((conversation) => (
          <li key={conversation.id} className="[contain-intrinsic-size:auto_60px] [content-visibility:auto]">
            <ConversationRow
              conversation={conversation}
              meId={meId}
              today={today}
              now={now}
              open={conversation.id === openId}
              tabbable={conversation.id === tabId}
              onKeyDown={moveFocus}
            />
          </li>
        ))}
      </ul>
      {hasMore ? <MoreRows /> : end}
      <ListMenus asked={menu.asked} openId={openId} onClose={menu.close} />
    </nav>
  );
}

/** The next page before the end is in sight. */
function loadNear(element: HTMLElement, conversations: Conversations): void {
  if (!conversations.hasMore || element.scrollHeight - element.scrollTop - element.clientHeight > nearEnd) return;
  // Asked again at the next scroll; the connection strip already says when the server is away.
  conversations.loadMore().catch(() => undefined);
}

function MoreRows() {
  return (
    <div role="status" className="breathe flex h-[60px] items-center gap-3 px-[9px]">
      <span className="sr-only">Loading more conversations</span>
      <span aria-hidden className="size-10 shrink-0 rounded-full bg-line" />
      <span aria-hidden className="h-3.5 w-28 rounded-chip bg-line" />
    </div>
  );
}

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** A thousand conversations are one stop for Tab; the arrows walk inside. */
function moveFocus(event: KeyboardEvent): void {
  const step = steps[event.key];
  const list = event.currentTarget.closest('ul');
  if (!step || !list) return;
  const links = [...list.querySelectorAll<HTMLAnchorElement>('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[step(at, links.length)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
