import { plainText, type Conversation } from '@parley/contracts';
import { firstName } from '../../../lib/kinds';
import { useLastState, usePerson, useTyping } from '../../../lib/watch';
import { classes } from '../../../ui/classes';
import { StateMark } from '../../../ui/state-mark';

interface PreviewProps {
  conversation: Conversation;
  meId: string;
  draft: string;
  /** It asks for attention. */
  fresh: boolean;
}

export function Preview({ conversation, meId, draft, fresh }: PreviewProps) {
  const { lastMessage } = conversation;
  const line = 'min-w-0 grow truncate text-[13.5px] leading-5';
  const typing = useTyping(conversation.id).length > 0;
  if (typing && conversation.kind === 'direct')
    return <span className={classes(line, 'text-accent-ink')}>typing…</span>;
  if (draft.trim() !== '') {
    return (
      <span className={classes(line, 'text-ink-2')} dir="auto">
        <span className="text-warn-ink">Draft:</span> {draft}
      </span>
    );
  }
  if (!lastMessage) return <span className={classes(line, 'text-ink-3')}>No messages yet</span>;
  if (lastMessage.deletedAt !== null) {
    return <span className={classes(line, 'text-ink-3')}>Message deleted</span>;
  }
  return (
    <>
      <LastMark conversation={conversation} />
      <span className={classes(line, fresh ? 'text-ink' : 'text-ink-2')} dir="auto">
        <LastAuthor conversation={conversation} meId={meId} />
        {plainText(lastMessage.text)}
      </span>
    </>
  );
}

/** How far my last message to one person has come, where it is known. */
function LastMark({ conversation }: { conversation: Conversation }) {
  const state = useLastState(conversation.id);
  if (!state || state === 'failed') return null;
  return (
    <span className="-mr-1 grid shrink-0">
      <StateMark state={state} />
    </span>
  );
}

/** Who wrote the newest message of a place. The list tells it; only who spoke since has to be known otherwise. */
function useLastName({ kind, lastMessage, lastSender }: Conversation, meId: string): string | null {
  const senderId = lastMessage?.senderId ?? null;
  const told = lastSender?.id === senderId;
  const someone = kind === 'direct' || senderId === meId ? null : senderId;
  const met = usePerson(told ? null : someone);
  if (someone === null) return null;
  return (told ? lastSender?.name : met?.name) ?? null;
}

/** In a place one wants to know who spoke; between two people only whether it was me. */
function LastAuthor({ conversation, meId }: { conversation: Conversation; meId: string }) {
  const { id, peerId, lastMessage } = conversation;
  const marked = useLastState(id) !== null;
  const name = useLastName(conversation, meId);
  if (lastMessage?.senderId === meId) {
    return peerId === meId || marked ? null : <span className="text-ink-3">You: </span>;
  }
  return name === null ? null : <span className="text-ink">{firstName(name)}: </span>;
}
