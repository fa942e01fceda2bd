import type { Timeline as Source } from '@parley/client';
import { may, type Conversation } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, type ReactNode } from 'react';
import { useBlocked } from '../features/chat/use-blocked';
import { BackLink, ConversationHeader } from '../features/chat/conversation-header';
import { DetailsPane } from '../features/chat/details/details-pane';
import { usePanel } from '../features/chat/details/panel.store';
import { useLastSeen } from '../features/chat/use-last-seen';
import { Composer } from '../features/messages/composer/composer';
import { Timeline } from '../features/messages/timeline';
import { TimelineSkeleton } from '../features/messages/timeline-states';
import { useConversation, useConversationsLoaded, useLooking, useMe, useShown, useTimeline } from '../lib/watch';
import { Notice } from '../ui/notice';

// What few conversations need is fetched by those.
const Gone = lazy(async () => ({ default: (await import('../features/chat/gone')).Gone }));
const Blocked = lazy(async () => ({ default: (await import('../features/chat/blocked')).Blocked }));
const NoWriting = lazy(async () => ({ default: (await import('../features/chat/no-writing')).NoWriting }));

interface ConversationPageProps {
  conversationId: string;
  /** The message a link leads to. */
  linked: string | undefined;
}

export function ConversationPage({ conversationId, linked }: ConversationPageProps) {
  const timeline = useTimeline(conversationId);
  return timeline ? <Opened timeline={timeline} linked={linked} /> : null;
}

interface OpenedProps {
  timeline: Source;
  linked: string | undefined;
}

function Opened({ timeline, linked }: OpenedProps) {
  const conversation = useConversation(timeline.conversationId);
  const lost = useLastSeen(timeline.conversationId, conversation);
  if (conversation) return <Here conversation={conversation} timeline={timeline} linked={linked} />;
  if (lost) {
    return (
      <Bare>
        <Suspense fallback={null}>
          <Gone conversation={lost.conversation} deleted={lost.deleted} />
        </Suspense>
      </Bare>
    );
  }
  return <NotHere timeline={timeline} />;
}

function Here({ conversation, timeline, linked }: OpenedProps & { conversation: Conversation }) {
  const me = useMe();
  const navigate = useNavigate();
  const { id } = conversation;
  // The address is that of the conversation again: the same link leads there a second time.
  const onLinked = useCallback(
    () => void navigate({ to: '/c/$conversationId', params: { conversationId: id }, replace: true }),
    [navigate, id],
  );
  const { open, toggle, close } = usePanel();
  useLooking(conversation.id);
  const notesToSelf = conversation.peerId === me.id;
  return (
    <div className="flex min-h-0 grow">
      <div className="flex min-h-0 min-w-0 grow flex-col">
        <ConversationHeader
          conversation={conversation}
          notesToSelf={notesToSelf}
          detailsOpen={open}
          onDetails={toggle}
        />
        <Timeline conversation={conversation} timeline={timeline} linked={linked} onLinked={onLinked} />
        <Suspense fallback={<div className="h-[88px] shrink-0" />}>
          <Foot conversation={conversation} timeline={timeline} meId={me.id} />
        </Suspense>
      </div>
      {open ? <DetailsPane conversation={conversation} onClose={close} /> : null}
    </div>
  );
}

interface FootProps {
  conversation: Conversation;
  timeline: Source;
  meId: string;
}

function Foot({ conversation, timeline, meId }: FootProps) {
  const { peerId, name, role } = conversation;
  const other = peerId === meId ? null : peerId;
  const blocked = useBlocked(other);
  if (blocked && other !== null) return <Blocked userId={other} name={name} />;
  if (!may(role, 'send', conversation)) return <NoWriting conversation={conversation} />;
  return <Composer conversation={conversation} timeline={timeline} to={peerId === meId ? 'yourself' : name} />;
}

/** A link to a conversation that the list has not brought yet, or that is none of ours. */
function NotHere({ timeline }: { timeline: Source }) {
  const loaded = useConversationsLoaded();
  const { state } = useShown(timeline);
  const settled = loaded && state !== 'loading';
  return (
    <Bare>
      {settled ? (
        <Notice title="This conversation is not here" tone="status">
          It may have been deleted, or you are not part of it. Your other conversations are in the list.
        </Notice>
      ) : (
        <TimelineSkeleton />
      )}
    </Bare>
  );
}

function Bare({ children }: { children: ReactNode }) {
  return (
    <>
      <div className="flex h-[60px] shrink-0 items-center border-b border-line px-2 pane:px-5">
        <BackLink />
      </div>
      <div className="flex min-h-0 grow flex-col justify-center overflow-y-auto">{children}</div>
    </>
  );
}
