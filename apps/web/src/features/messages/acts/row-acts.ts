import type { Saved, Timeline, TimelineItem, WholeTexts } from '@parley/client';
import type { Message } from '@parley/contracts';
import { useMemo } from 'react';
import { wordsFor } from '../../../lib/error-words';
import { useClient } from '../../../lib/client-context';
import { focusComposer } from '../../../lib/composer-focus';
import { announce } from '../../../ui/announcer';
import { toast } from '../../../ui/toast';
import { compose } from '../composing.store';
import { linkTo } from '../../../lib/permalink';
import { hasFinePointer } from '../../../lib/pointer';
import { choseEmoji } from '../reactions/recent-emoji';
import { wholeOf } from '../text/whole-of';
import { ask } from './asked.store';
import { copy } from './copy';
import type { MessageAct } from './possible-acts';

export interface RowActs {
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  react: (message: Message, emoji: string, on: boolean) => void;
  /** `from`: what was pressed, for what opens beside it. */
  perform: (act: MessageAct, item: TimelineItem, from: HTMLElement | null) => void;
  goTo: (seq: number) => void;
  unpin: (messageId: string) => void;
}

/** What a row can ask for; the same object for as long as the conversation is open, so that rows are not drawn anew. */
export function useRowActs(timeline: Timeline, goTo: (seq: number) => void): RowActs {
  const client = useClient();
  return useMemo(
    () => ({
      retry: (clientId) => withoutFailure(() => client.retry(clientId)),
      discard: (clientId) => withoutFailure(() => client.discard(clientId)),
      react: (message, emoji, on) => {
        if (on) choseEmoji(emoji);
        tell(timeline.react(message.id, emoji, on));
      },
      perform: (act, item, from) => performs[act]({ item, from, timeline, saved: client.saved, texts: client.texts }),
      goTo,
      unpin: (messageId) => tell(timeline.pin(messageId, false).then(() => announce(unpinned))),
    }),
    [client, timeline, goTo],
  );
}

interface Performing {
  item: TimelineItem;
  from: HTMLElement | null;
  timeline: Timeline;
  saved: Saved;
  texts: WholeTexts;
}

type Perform = (performing: Performing) => void;

const unpinned = 'Unpinned.';

const asking =
  (what: 'read-by' | 'history' | 'forward' | 'delete-for-all'): Perform =>
  ({ item }) =>
    ask({ what, item });
const pinning =
  (on: boolean, words: string): Perform =>
  ({ item, timeline }) =>
    tell(timeline.pin(item.message.id, on).then(() => announce(words)));

const performs: Readonly<Record<MessageAct, Perform>> = {
  react: ({ item, from }) => from && ask({ what: 'picker', item, from }),
  reply: ({ item: { message } }) => compose(message.conversationId, { replyTo: message.id }),
  edit: ({ item: { message } }) => compose(message.conversationId, { edit: message.id }),
  copy: ({ item: { message }, texts }) => copy(wholeOf(texts, message), 'The text is copied.'),
  link: ({ item }) => copy(Promise.resolve(linkTo(item.message, window.location.origin)), 'The link is copied.'),
  pin: pinning(true, 'Pinned.'),
  unpin: pinning(false, unpinned),
  save: ({ item, saved }) => tell(saved.save(item.message.id).then(() => toast('Saved for later.'))),
  unsave: ({ item, saved }) => tell(saved.remove(item.message.id).then(() => toast('Taken out of what is saved.'))),
  unpreview: ({ item, timeline }) =>
    tell(timeline.removePreview(item.message.id).then(() => announce('The preview is gone.'))),
  'delete-for-me': ({ item, timeline }) =>
    tell(timeline.remove(item.message.id, 'me').then(() => announce('Deleted for you.'))),
  'read-by': asking('read-by'),
  history: asking('history'),
  forward: asking('forward'),
  'delete-for-all': asking('delete-for-all'),
};

/** The button that was pressed goes with it: whoever has only keys would be left at the top of the page. */
function withoutFailure(act: () => void): void {
  act();
  if (hasFinePointer()) focusComposer();
}

/** Nobody waits for it: a failure is said where one looks. */
function tell(done: Promise<unknown>): void {
  done.catch((cause: unknown) => toast(wordsFor(cause)));
}
