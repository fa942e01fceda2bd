import type { ChangeSettingsRequest, Conversation } from '@parley/contracts';
import { useCallback } from 'react';
import { useClient } from '../../../lib/client-context';
import { wordsFor } from '../../../lib/error-words';
import { mutedUntilAfter, type MuteSpan } from '../../../lib/mute';
import { toast } from '../../../ui/toast';

/** How I have a conversation: what only I see of it. A failure is said, because the place it was asked for may be gone. */
export function useOwnActs({ id, seq, unread, settings }: Conversation) {
  const client = useClient();
  const set = useCallback(
    (change: ChangeSettingsRequest) => {
      client.conversations.set(id, change).catch((cause: unknown) => toast(wordsFor(cause)));
    },
    [client, id],
  );
  return {
    set,
    mute: (span: MuteSpan) => set({ mutedUntil: mutedUntilAfter(span, new Date()) }),
    unmute: () => set({ mutedUntil: 'off' }),
    markRead: () => {
      if (unread > 0) client.markRead(id, seq);
      if (settings.markedUnread) set({ markedUnread: false });
    },
  };
}
