import type { Conversation } from '@parley/contracts';
import { useEffect, useRef } from 'react';
import { isMuted } from '../../lib/mute';
import { announce } from '../../ui/announcer';

/** Says aloud that something came in where the reader is not. */
export function useElsewhereAnnounced(list: readonly Conversation[], openId: string | null, meId: string): void {
  const before = useRef<Map<string, number> | null>(null);
  useEffect(() => {
    const known = before.current;
    before.current = new Map(list.map(({ id, unread }) => [id, unread]));
    if (!known) return;
    for (const { id, unread, name, lastMessage, settings } of list) {
      const silent = settings.archived || isMuted(settings, Date.now());
      if (id === openId || silent || lastMessage?.senderId === meId) continue;
      const grown = unread - (known.get(id) ?? 0);
      if (grown > 0) announce(grown === 1 ? `New message from ${name}` : `${grown} new messages from ${name}`);
    }
  }, [list, openId, meId]);
}
