import type { Conversation } from '@parley/contracts';
import { useRef, type KeyboardEvent, type ReactNode, type UIEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useDrafts } from '../../lib/drafts.store';
import { useToday } from '../../lib/today';
import { ConversationRow } from './conversation-row';
import { useRowFocus } from './use-row-focus';

interface ConversationListProps {
  list: readonly Conversation[];
  meId: string;
  openId: string | null;
  empty: ReactNode;
}

const nearEnd = 400;

export function ConversationList({ list, meId, openId, empty }: ConversationListProps) {
  const { conversations } = useClient();
  const drafts = useDrafts((state) => state.texts);
  const today = useToday();
  const rows = useRef<HTMLUListElement>(null);
  useRowFocus(openId, rows);
  const tabId = list.some(({ id }) => id === openId) ? openId : (list[0]?.id ?? null);

  const onScroll = ({ currentTarget: box }: UIEvent) => {
    if (!conversations.hasMore || box.scrollHeight - box.scrollTop - box.clientHeight > nearEnd) return;
    // Asked again at the next scroll; the connection strip already says when the server is away.
    conversations.loadMore().catch(() => undefined);
  };

  return (
    <nav aria-label="Conversations" className="scroll-thin min-h-0 grow overflow-y-auto px-2 pb-2" onScroll={onScroll}>
      {list.length === 0 ? empty : null}
      <ul ref={rows} className="flex flex-col">
        {list.map((conversation) => (
          <li key={conversation.id} className="[contain-intrinsic-size:auto_60px] [content-visibility:auto]">
            <ConversationRow
              conversation={conversation}
              meId={meId}
              draft={drafts[conversation.id] ?? ''}
              today={today}
              open={conversation.id === openId}
              tabbable={conversation.id === tabId}
              onKeyDown={moveFocus}
            />
          </li>
        ))}
      </ul>
    </nav>
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
