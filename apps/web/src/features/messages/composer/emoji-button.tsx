import { Smile } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '../../../ui/button';
import { choseEmoji, useRecentEmoji } from '../reactions/recent-emoji';

const EmojiPicker = lazy(async () => ({ default: (await import('../../../ui/emoji-picker')).EmojiPicker }));

export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const [from, setFrom] = useState<HTMLElement | null>(null);
  const recent = useRecentEmoji();
  const pick = (emoji: string) => {
    choseEmoji(emoji);
    setFrom(null);
    onPick(emoji);
  };
  return (
    <>
      <IconButton
        icon={Smile}
        label="Emoji"
        aria-haspopup="dialog"
        aria-expanded={from !== null}
        onClick={(event) => setFrom(event.currentTarget)}
      />
      {from ? (
        <Suspense fallback={null}>
          <EmojiPicker from={from} recent={recent} onPick={pick} onClose={() => setFrom(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
