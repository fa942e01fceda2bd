import type { Timeline } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useRecentEmoji } from '../reactions/recent-emoji';
import { ask, forgetAsked, useAsked, type Asked } from './asked.store';
import type { MessageAct } from './possible-acts';
import type { RowActs } from './row-acts';
import { rowElement } from './row-element';
import { usePossibleActs } from './use-possible-acts';

const EmojiPicker = lazy(async () => ({ default: (await import('../../../ui/emoji-picker')).EmojiPicker }));
const HistoryOfEdits = lazy(async () => ({ default: (await import('./history-of-edits')).HistoryOfEdits }));
const ForwardDialog = lazy(async () => ({ default: (await import('../forward/forward-dialog')).ForwardDialog }));
const ReadBy = lazy(async () => ({ default: (await import('../read-by/read-by')).ReadBy }));
const ConfirmDelete = lazy(async () => ({ default: (await import('./confirm-delete')).ConfirmDelete }));
const ActMenu = lazy(async () => ({ default: (await import('./act-menu')).ActMenu }));
const ActSheet = lazy(async () => ({ default: (await import('./act-sheet')).ActSheet }));

interface OverlaysProps {
  conversation: Conversation;
  timeline: Timeline;
  meId: string;
  nameOf: (id: string) => string;
  acts: RowActs;
}

/** Menu, picker and dialogs of whichever row was asked about: one for the whole list. */
export function MessageOverlays(props: OverlaysProps) {
  const asked = useAsked((state) => state.asked);
  useEffect(() => forgetAsked, []);
  return <Suspense fallback={null}>{asked ? <Overlay {...props} asked={asked} /> : null}</Suspense>;
}

const close = () => ask(null);

/** These leave nothing open and take the focus nowhere: it goes back to the row. */
const quiet: readonly (MessageAct | null)[] = [null, 'copy', 'link', 'pin', 'unpin', 'save', 'unsave', 'delete-for-me'];

function Overlay({ asked, ...props }: OverlaysProps & { asked: Asked }) {
  const { conversation, timeline, meId, nameOf, acts } = props;
  const recent = useRecentEmoji();
  const { message } = asked.item;
  const closeToRow = () => {
    close();
    requestAnimationFrame(() => rowElement(message.clientId)?.focus());
  };
  switch (asked.what) {
    case 'menu':
    case 'sheet':
      return <Choices {...props} asked={asked} />;
    case 'picker':
      return (
        <EmojiPicker
          from={asked.from}
          recent={recent}
          onClose={close}
          onPick={(emoji) => {
            close();
            acts.react(message, emoji, true);
          }}
        />
      );
    case 'history':
      return <HistoryOfEdits message={message} onClose={closeToRow} />;
    case 'forward':
      return <ForwardDialog message={message} onClose={closeToRow} />;
    case 'read-by':
      return (
        <ReadBy
          timeline={timeline}
          seq={message.seq}
          others={conversation.memberCount - 1}
          nameOf={nameOf}
          onClose={closeToRow}
        />
      );
    case 'delete-for-all':
      return (
        <ConfirmDelete
          timeline={timeline}
          message={message}
          mine={message.senderId === meId}
          author={nameOf(message.senderId)}
          onClose={closeToRow}
        />
      );
  }
}

type AskedChoices = Extract<Asked, { what: 'menu' | 'sheet' }>;

function Choices({ asked, conversation, meId, nameOf, acts }: OverlaysProps & { asked: AskedChoices }) {
  const { item } = asked;
  const { message } = item;
  const possible = usePossibleActs(item, conversation, meId);
  const label = `Message by ${nameOf(message.senderId)}`;
  const chosen = useRef<MessageAct | null>(null);
  const toRow = () => {
    if (quiet.includes(chosen.current)) rowElement(message.clientId)?.focus();
  };
  // The menu says that it closed after what was chosen in it may have opened something else.
  const leave = () => {
    if (useAsked.getState().asked === asked) close();
  };
  const perform = (act: MessageAct) => {
    chosen.current = act;
    close();
    acts.perform(act, item, rowElement(message.clientId));
  };
  if (asked.what === 'menu') {
    return (
      <ActMenu
        at={asked.at}
        byKeyboard={asked.byKeyboard}
        label={label}
        possible={possible}
        onAct={perform}
        onClose={leave}
        onReturn={toRow}
      />
    );
  }
  return (
    <ActSheet
      label={label}
      possible={possible}
      onAct={perform}
      onReact={(emoji) => {
        close();
        acts.react(message, emoji, true);
      }}
      onClose={leave}
    />
  );
}
