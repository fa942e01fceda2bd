import type { Conversation } from '@parley/contracts';
import { useEffect, useRef } from 'react';
import { announce } from '../../ui/announcer';

/** To somebody reading far up, who does not hear each message: once a visit there, and with the first that came in. */
export function useNewsBelow({ seq, lastMessage }: Conversation, away: boolean, meId: string): void {
  const from = useRef({ away, seq, told: false });
  const senderId = lastMessage?.senderId;
  useEffect(() => {
    const { current } = from;
    if (!away || !current.away) from.current = { away, seq, told: false };
    else if (seq > current.seq && !current.told && senderId !== meId) {
      current.told = true;
      announce('New messages have come in. They are further down, at the end of the conversation.');
    }
  }, [away, seq, senderId, meId]);
}
