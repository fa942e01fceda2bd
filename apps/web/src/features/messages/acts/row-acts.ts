import type { Saved, Timeline, TimelineItem } from '@parley/client';
import type { Conversation, Message } from '@parley/contracts';
import { useMemo } from 'react';
import { wordsFor } from '../../../lib/error-words';
import { useClient } from '../../../lib/client-context';
import { announce } from '../../../ui/announcer';
import { toast } from '../../../ui/toast';
import { compose } from '../composing.store';
import { linkTo } from '../../../lib/permalink';
import { choseEmoji } from '../reactions/recent-emoji';
import { ask } from './asked.store';
import type { MessageAct } from './possible-acts';

export interface RowActs {
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  react: (message: Message, emoji: string, on: boolean) => void;
  /** `from`: what was pressed, for what opens beside it. */
  perform: (act: MessageAct, item: TimelineItem, from: HTMLElement | null) => void;
  goTo: (seq: number) => void;
}

/** What a row can ask for; the same object for as long as the conversation is open, so that rows are not drawn anew. */
export function useRowActs(conversation: Conversation, timeline: Timeline, goTo: (seq: number) => void): RowActs {
  const client = useClient();
  const { id } = conversation;
  return useMemo(
    () => ({
      retry: (clientId) => client.retry(clientId),
      discard: (clientId) => client.discard(clientId),
      react: (message, emoji, on) => {
        if (on) choseEmoji(emoji);
        tell(timeline.react(message.id, emoji, on));
      },
      perform: (act, item, from) => perform(act, { item, from, timeline, saved: client.saved }),
      goTo,
    }),
    [client, timeline, id, goTo],
  );
}

interface Performing {
  item: TimelineItem;
  from: HTMLElement | null;
  timeline: Timeline;
  saved: Saved;
}

function perform(act: MessageAct, { item, from, timeline, saved }: Performing): void {
  const { message } = item;
  const { id, conversationId } = message;
  switch (act) {
    case 'react':
      return from ? ask({ what: 'picker', item, from }) : undefined;
    case 'reply':
      return compose(conversationId, { replyTo: id });
    case 'edit':
      return compose(conversationId, { edit: id });
    case 'copy':
      return copy(message.text, 'The text is copied.');
    case 'link':
      return copy(linkTo(message, window.location.origin), 'The link is copied.');
    case 'pin':
    case 'unpin':
      return tell(timeline.pin(id, act === 'pin').then(() => announce(act === 'pin' ? 'Pinned.' : 'Unpinned.')));
    case 'save':
      return tell(saved.save(id).then(() => toast('Saved for later.')));
    case 'unsave':
      return tell(saved.remove(id).then(() => toast('Taken out of what is saved.')));
    case 'delete-for-me':
      return tell(timeline.remove(id, 'me').then(() => announce('Deleted for you.')));
    case 'read-by':
    case 'history':
    case 'forward':
    case 'delete-for-all':
      return ask({ what: act, item });
  }
}

/** Nobody waits for it: a failure is said where one looks. */
function tell(done: Promise<unknown>): void {
  done.catch((cause: unknown) => toast(wordsFor(cause)));
}

function copy(text: string, words: string): void {
  // No clipboard without HTTPS.
  const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
  copied.then(
    () => toast(words),
    () => toast('This browser does not let us copy here. Select the text instead.'),
  );
}
