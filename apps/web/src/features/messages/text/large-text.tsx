import type { WholeText } from '@parley/client';
import type { Message } from '@parley/contracts';
import { useState, useSyncExternalStore } from 'react';
import { useClient } from '../../../lib/client-context';
import { wordsForBody } from '../../../lib/error-words';
import { MessageText } from './message-text';

const action = 'touch-around rounded-chip font-semibold text-accent-ink underline-offset-2 hover:underline';

/** The beginning of a large text, and all of it when somebody asks. */
export function LargeText({ message }: { message: Message }) {
  const { texts } = useClient();
  const whole = useSyncExternalStore(texts.subscribe, () => texts.get(message));
  const [isOpen, setOpen] = useState(false);
  const show = () => {
    setOpen(true);
    texts.load(message);
  };

  if (isOpen && whole?.state === 'ready') return <Whole text={whole.text} onClose={() => setOpen(false)} />;
  return (
    <>
      <MessageText message={message} />
      <p className="mt-1 text-[13px] leading-5 text-ink-3">
        {isOpen && whole ? <Progress whole={whole} onRetry={show} /> : <ShowAll message={message} onShow={show} />}
      </p>
    </>
  );
}

function ShowAll({ message, onShow }: { message: Message; onShow: () => void }) {
  return (
    <>
      <span aria-hidden>… </span>
      <button type="button" className={action} onClick={onShow}>
        Show the whole text
      </button>
      <span className="tabular"> ({sizeWords(message.textLength)})</span>
    </>
  );
}

function Progress({ whole, onRetry }: { whole: WholeText; onRetry: () => void }) {
  if (whole.state !== 'error') return <span role="status">Loading the whole text…</span>;
  return (
    <span role="alert">
      The rest did not load. {wordsForBody(whole.error)}{' '}
      <button type="button" className={action} onClick={onRetry}>
        Try again
      </button>
    </span>
  );
}

/** As it was typed: taking a megabyte for Markdown would hold up the page. In a box of its own, so that nothing jumps. */
function Whole({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <>
      <div
        role="region"
        aria-label="The whole text"
        // Scrolled by keyboard, too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="scroll-thin max-h-[60dvh] overflow-y-auto rounded-chip border border-edge bg-raise px-3 py-2"
      >
        <p className="break-words whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
          {text}
        </p>
      </div>
      <button type="button" className={`${action} mt-1 text-[13px] leading-5`} onClick={onClose}>
        Show less
      </button>
    </>
  );
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
