import { serverMay } from '@parley/contracts';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { ConnectionStrip } from '../features/chat/connection-strip';
import { unreadTotal } from '../features/chat/list/filters';
import { usePageTitle } from '../features/chat/page-title';
import { Sidebar } from '../features/chat/sidebar';
import { useElsewhereAnnounced } from '../features/chat/use-elsewhere';
import { forgetEdits } from '../features/messages/composer/editing.store';
import { forgetComposing } from '../features/messages/composing.store';
import { forgetRecentEmoji } from '../features/messages/reactions/recent-emoji';
import { forgetPlaces } from '../features/messages/use-scroll';
import { MeMenu } from '../features/settings/me-menu';
import { useClient } from '../lib/client-context';
import { draftJournal, useDraftsRestored } from '../lib/drafts';
import { watchIdle } from '../lib/idle';
import { rememberPlace } from '../lib/last-place';
import { useNow } from '../lib/now';
import { useShownPerson } from '../lib/shown-person.store';
import { useServerName } from '../lib/server-info';
import { useConnection, useConversations, useConversationsLoaded, useMe } from '../lib/watch';
import { classes } from '../ui/classes';

const VerifyNotice = lazy(async () => ({
  default: (await import('../features/settings/verify-notice')).VerifyNotice,
}));

const InvitePeople = lazy(async () => ({ default: (await import('../features/admin/invite-people')).InvitePeople }));
const SavedDialog = lazy(async () => ({
  default: (await import('../features/messages/keep/saved-dialog')).SavedDialog,
}));
const ProfileCard = lazy(async () => ({ default: (await import('../features/people/profile-card')).ProfileCard }));

export function Shell() {
  const openId = useParams({ strict: false }).conversationId ?? null;
  const list = useConversations();
  const me = useMe();
  const open = list.find(({ id }) => id === openId);
  const place = open?.peerId === me.id ? 'Notes to self' : (open?.name ?? null);
  const server = useServerName();
  const alone = useConversationsLoaded() && list.length === 0 && serverMay(me.role, 'invite.create');
  const shownPerson = useShownPerson(({ id }) => id);
  const onSignedOut = useLeave();
  usePageTitle(unreadTotal(list, useNow().getTime()), place, server);
  useElsewhereAnnounced(list, openId, me.id);
  useDraftsRestored();
  useUnsentGuard();
  useAwayTold();
  useEffect(() => rememberPlace(openId), [openId]);

  return (
    <main className="flex h-dvh flex-col">
      <a
        href="#conversation"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raise focus:px-4 focus:py-3 focus:shadow-float"
      >
        Skip to the conversation
      </a>
      <h1 className="sr-only">{server}</h1>
      <ConnectionStrip />
      {me.emailVerified ? null : (
        <Suspense fallback={null}>
          <VerifyNotice />
        </Suspense>
      )}
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] pane:grid-cols-[308px_minmax(0,1fr)]">
        <section
          aria-label="Conversations and search"
          className={classes('min-h-0 pane:block pane:border-r pane:border-line', openId !== null && 'max-pane:hidden')}
        >
          <Sidebar openId={openId} foot={<Foot alone={alone} onSignedOut={onSignedOut} />} />
        </section>
        <section
          id="conversation"
          aria-label="Conversation"
          tabIndex={-1}
          className={classes('flex min-h-0 min-w-0 flex-col outline-none', openId === null && 'max-pane:hidden')}
        >
          <Outlet />
        </section>
      </div>
      {shownPerson === null ? null : (
        <Suspense fallback={null}>
          <ProfileCard key={shownPerson} userId={shownPerson} />
        </Suspense>
      )}
    </main>
  );
}

/** On a phone the list is the whole page: who is alone there finds the invite under it. */
function Foot({ alone, onSignedOut }: { alone: boolean; onSignedOut: () => void }) {
  const [saved, setSaved] = useState(false);
  return (
    <>
      {alone ? (
        <div className="px-4 pt-3 pane:hidden">
          <Suspense fallback={null}>
            <InvitePeople />
          </Suspense>
        </div>
      ) : null}
      <MeMenu onSaved={() => setSaved(true)} onSignedOut={onSignedOut} />
      {saved ? (
        <Suspense fallback={null}>
          <SavedDialog onClose={() => setSaved(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Others see whether anybody is in front of this page. */
function useAwayTold(): void {
  const { presence } = useClient();
  useEffect(() => watchIdle((state) => presence.set(state)), [presence]);
}

/** What the next person at this device must not find. */
function useLeave(): () => void {
  const navigate = useNavigate();
  const { id } = useMe();
  useEffect(() => draftJournal.claim(id), [id]);
  return useCallback(() => {
    draftJournal.forget();
    forgetPlaces();
    forgetComposing();
    forgetEdits();
    forgetRecentEmoji();
    void navigate({ to: '/sign-in', replace: true });
  }, [navigate]);
}

/** What waits lives in this page only: the browser asks before it is thrown away. */
function useUnsentGuard(): void {
  const waiting = useConnection().pending > 0;
  useEffect(() => {
    if (!waiting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [waiting]);
}
