import type { ReactNode } from 'react';
import { useSubmit } from '../../../lib/use-submit';
import { Button } from '../../../ui/button';
import { Dialog, DialogActions } from '../../../ui/dialog';
import { FormFailure } from '../../../ui/form-failure';

export interface Question {
  title: string;
  words: ReactNode;
  /** What the button does, in its own words. */
  label: string;
  careful?: boolean;
  run: () => Promise<unknown>;
}

/** Asks before what cannot be taken back, or concerns others. */
export function Confirm({ question, onClose }: { question: Question; onClose: () => void }) {
  const { busy, failure, submit } = useSubmit(async () => {
    await question.run();
    onClose();
  });
  return (
    <Dialog title={question.title} onClose={onClose}>
      <p className="mb-2 text-[14.5px] leading-[22px] text-ink-2">{question.words}</p>
      <FormFailure failure={failure} className="" />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button look={question.careful ? 'danger' : 'primary'} busy={busy} onClick={() => void submit()}>
          {question.label}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
