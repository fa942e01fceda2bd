import { useState } from 'react';
import { useSubmit } from '../../../lib/use-submit';
import { Button } from '../../../ui/button';
import { Dialog, DialogActions } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { FormFailure } from '../../../ui/form-failure';
import { dayOf, readDay } from './day';

interface DateDialogProps {
  from: Date;
  onDate: (date: Date) => Promise<void>;
  onClose: () => void;
}

export function DateDialog({ from, onDate, onClose }: DateDialogProps) {
  const [day, setDay] = useState(() => dayOf(from));
  const [today] = useState(() => dayOf(new Date()));
  const date = readDay(day);
  const { busy, failure, submit } = useSubmit(async () => {
    if (!date) return;
    await onDate(date);
    onClose();
  });
  return (
    <Dialog title="Go to a day" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label="Day"
          type="date"
          value={day}
          max={today}
          required
          onChange={({ target }) => setDay(target.value)}
        />
        <FormFailure failure={failure} className="mt-3" />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!date}>
            Go there
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
