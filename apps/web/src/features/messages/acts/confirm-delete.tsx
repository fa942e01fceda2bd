import type { Timeline } from '@parley/client';
import { plainText, type Message } from '@parley/contracts';
import { useSubmit } from '../../../lib/use-submit';
import { Button } from '../../../ui/button';
import { Dialog, DialogActions } from '../../../ui/dialog';
import { FormFailure } from '../../../ui/form-failure';

interface ConfirmDeleteProps {
  timeline: Timeline;
  message: Message;
  mine: boolean;
  author: string;
  onClose: () => void;
}

export function ConfirmDelete({ timeline, message, mine, author, onClose }: ConfirmDeleteProps) {
  const { busy, failure, submit } = useSubmit(async () => {
    await timeline.remove(message.id, 'everyone');
    onClose();
  });
  return (
    <Dialog title="Delete for everyone?" onClose={onClose}>
      <p className="mb-3 truncate border-l-2 border-line pl-2.5 text-[14px] text-ink-2" dir="auto">
        {mine ? null : <span className="font-semibold text-ink">{author} </span>}
        {plainText(message.text)}
      </p>
      <p className="mb-2 text-[14.5px] leading-[22px] text-ink-2">
        Its words and reactions are gone for all who could read it. That it was there stays visible.
      </p>
      <FormFailure failure={failure} className="" />
      <DialogActions>
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" busy={busy} onClick={() => void submit()}>
          Delete for everyone
        </Button>
      </DialogActions>
    </Dialog>
  );
}
