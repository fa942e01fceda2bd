import type { Timeline as Source } from '@parley/client';
import { BackLink, ConversationHeader } from '../features/chat/conversation-header';
import { Composer } from '../features/messages/composer';
import { Timeline } from '../features/messages/timeline';
import { TimelineSkeleton } from '../features/messages/timeline-states';
import { useConversation, useConversationsLoaded, useMe, useShown, useTimeline } from '../lib/watch';
import { Notice } from '../ui/notice';

export function ConversationPage({ conversationId }: { conversationId: string }) {
  const timeline = useTimeline(conversationId);
  return timeline ? <Opened timeline={timeline} /> : null;
}

function Opened({ timeline }: { timeline: Source }) {
  const { conversationId } = timeline;
  const conversation = useConversation(conversationId);
  const me = useMe();
  if (!conversation) return <NotHere timeline={timeline} />;
  const notesToSelf = conversation.peerId === me.id;
  return (
    <>
      <ConversationHeader conversation={conversation} notesToSelf={notesToSelf} />
      <Timeline conversation={conversation} timeline={timeline} />
      <Composer conversationId={conversationId} to={notesToSelf ? 'yourself' : conversation.name} />
    </>
  );
}

/** A link to a conversation that the list has not brought yet, or that is none of ours. */
function NotHere({ timeline }: { timeline: Source }) {
  const loaded = useConversationsLoaded();
  const { state } = useShown(timeline);
  const settled = loaded && state !== 'loading';
  return (
    <>
      <div className="flex h-[60px] shrink-0 items-center border-b border-line px-2 pane:px-5">
        <BackLink />
      </div>
      <div className="flex min-h-0 grow flex-col justify-center">
        {settled ? (
          <Notice title="This conversation is not here" tone="status">
            It may have been deleted, or you are not part of it. Your other conversations are in the list.
          </Notice>
        ) : (
          <TimelineSkeleton />
        )}
      </div>
    </>
  );
}
