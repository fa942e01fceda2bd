import { type Conversation } from '@parley/contracts';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../../lib/client-context';
import { useSubmit } from '../../../lib/use-submit';
import { Button } from '../../../ui/button';
import { Dialog, DialogActions } from '../../../ui/dialog';
import { FormFailure } from '../../../ui/form-failure';
import { HuePicker } from '../../../ui/hue-picker';
import { NameField, TopicField } from '../place-fields';

export function EditPlace({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { conversations } = useClient();
  const [name, setName] = useState(conversation.name);
  const [topic, setTopic] = useState(conversation.topic);
  const [hue, setHue] = useState(conversation.hue);
  const [asked, setAsked] = useState(false);
  const nameless = name.trim() === '';
  const { busy, failure, submit } = useSubmit(async () => {
    // Only what was changed here: somebody else may be changing the rest.
    await conversations.change(conversation.id, {
      ...(name.trim() === conversation.name ? {} : { name: name.trim() }),
      ...(topic.trim() === conversation.topic ? {} : { topic: topic.trim() }),
      ...(hue === null || hue === conversation.hue ? {} : { hue }),
    });
    onClose();
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!nameless) void submit();
  };
  return (
    <Dialog title="Name and topic" onClose={onClose}>
      <form onSubmit={save} className="flex flex-col gap-4">
        <NameField value={name} error={asked && nameless ? 'It needs a name.' : undefined} onChange={setName} />
        <TopicField value={topic} placeholder="What is talked about here" onChange={setTopic} />
        <HuePicker label="Colour" value={hue} onChange={setHue} />
        <FormFailure failure={failure} className="" />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
