import { plainText, type Conversation } from '@parley/contracts';
import { CornerUpLeft, Pencil, X } from 'lucide-react';
import { hasFinePointer } from '../../../lib/pointer';
import { useMe, usePersonNames } from '../../../lib/watch';
import { personStyle } from '../../../ui/avatar';
import { IconButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { isEdit } from './use-target';
import type { Writing } from './use-writing';

interface BannerProps {
  id: string;
  conversation: Conversation;
  writing: Writing;
}

/** What an answer answers, or that something is being rewritten; with a way back. */
export function Banner({ id, conversation, writing }: BannerProps) {
  const { mode, target, cancel } = writing;
  const me = useMe();
  const nameOf = usePersonNames(conversation, me);
  if (mode === 'write') return null;
  const edits = isEdit(mode);
  return (
    <div className="flex items-center gap-2.5 border-b border-line py-1 pr-1.5 pl-4">
      <Icon of={edits ? Pencil : CornerUpLeft} size={17} className="shrink-0 text-accent-ink" />
      <p id={id} className="min-w-0 grow truncate text-[13.5px] leading-5 text-ink-2">
        {edits ? <span className="font-semibold text-ink">Editing </span> : <span>Answering </span>}
        {edits || !target ? null : (
          <span className="person font-semibold text-person-name" style={personStyle(target.senderId)} dir="auto">
            {nameOf(target.senderId)}{' '}
          </span>
        )}
        {target ? <span dir="auto">{plainText(target.text)}</span> : null}
      </p>
      <IconButton icon={X} label={edits ? 'Stop editing' : 'Do not answer'} onClick={cancel} />
    </div>
  );
}

/** How the saving of a rewritten message goes. */
export function SavingNote({ writing: { mode, saving, failure } }: { writing: Writing }) {
  if (failure !== null) {
    return (
      <p role="alert" className="min-w-0 grow truncate text-[12.5px] leading-5 text-warn-ink">
        Not saved. {failure}
      </p>
    );
  }
  return (
    <p role="status" className="min-w-0 grow truncate text-[12.5px] leading-5 text-ink-2">
      {saving ? 'Saving…' : null}
      {!saving && isEdit(mode) && hasFinePointer() ? 'Escape leaves it as it was.' : null}
    </p>
  );
}
