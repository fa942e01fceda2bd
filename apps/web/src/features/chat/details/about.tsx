import type { Conversation } from '@parley/contracts';
import { Pencil } from 'lucide-react';
import { kindWords, placeOf } from '../../../lib/kinds';
import { showPerson } from '../../../lib/shown-person.store';
import { useMe, usePerson } from '../../../lib/watch';
import { Avatar } from '../../../ui/avatar';
import { Button, IconButton } from '../../../ui/button';
import { Section } from './section';

interface AboutProps {
  conversation: Conversation;
  onEdit: (() => void) | null;
}

export function About({ conversation, onEdit }: AboutProps) {
  const { id, name, peerId, hue, kind, topic } = conversation;
  const me = useMe();
  const person = usePerson(peerId);
  const place = placeOf(conversation);
  const note = person?.username ? `@${person.username}` : kindWords(conversation);
  const edit = onEdit ? <IconButton icon={Pencil} label="Edit name and topic" onClick={onEdit} /> : null;
  const profile =
    peerId === null || peerId === me.id ? null : <Button onClick={() => showPerson(peerId)}>Profile</Button>;
  return (
    <>
      <div className="flex items-center gap-3.5">
        <Avatar id={peerId ?? id} name={name} hue={hue} place={place} size="large" />
        <div className="min-w-0 grow">
          <p className="text-[16px] leading-[21px] font-semibold tracking-[-0.01em] wrap-anywhere" dir="auto">
            {peerId === me.id ? 'Notes to self' : name}
          </p>
          <p className="text-[13px] leading-[18px] text-ink-2">{note}</p>
        </div>
        {edit}
      </div>
      {profile}
      {kind === 'direct' ? null : (
        <Section title="Topic">
          {topic === '' ? (
            <p className="text-[14px] leading-5 text-ink-3">
              {onEdit ? 'Nothing yet. Say what is talked about here.' : 'Nothing yet.'}
            </p>
          ) : (
            <p className="text-[14.5px] leading-[21px] wrap-anywhere" dir="auto">
              {topic}
            </p>
          )}
        </Section>
      )}
    </>
  );
}
