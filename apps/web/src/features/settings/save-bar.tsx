import { Button } from '../../ui/button';

/** There only while there is something to save. */
export function SaveBar({ dirty, busy, onDiscard }: { dirty: boolean; busy: boolean; onDiscard: () => void }) {
  if (!dirty) return null;
  return (
    <div className="rise sticky bottom-4 mt-4 flex items-center justify-end gap-2.5 rounded-[14px] border border-line bg-raise p-2.5 pl-4 shadow-float">
      <p className="grow text-[14px] text-ink-2">Not saved yet</p>
      <Button onClick={onDiscard} disabled={busy}>
        Discard
      </Button>
      <Button type="submit" look="primary" busy={busy}>
        {busy ? 'Saving…' : 'Save'}
      </Button>
    </div>
  );
}
