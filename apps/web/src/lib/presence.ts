import type { PersonPresence } from '@parley/contracts';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useClient } from './client-context';
import { agoWords } from './last-seen';

const nothing = () => () => undefined;

/** How somebody is, as long as they are on screen here; null where that is not known, or nobody is meant. */
export function usePresence(userId: string | null, isShown = true): PersonPresence | null {
  const { presence } = useClient();
  const id = isShown ? userId : null;
  useEffect(() => (id === null ? undefined : presence.watch(id)), [presence, id]);
  return useSyncExternalStore(
    useCallback((fn: () => void) => (userId === null ? nothing() : presence.subscribe(userId, fn)), [presence, userId]),
    () => (userId === null ? null : presence.of(userId)),
  );
}

/** "online", "away", "last seen 5 minutes ago"; null where there is nothing to say. */
export function presenceWords(presence: PersonPresence | null, now: Date, locale?: string): string | null {
  if (!presence) return null;
  const { state, lastSeen } = presence;
  if (state !== 'offline') return state;
  return lastSeen === null ? null : `last seen ${agoWords(new Date(lastSeen), now, locale)}`;
}
