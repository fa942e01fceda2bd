import type { WholeText } from '@parley/client';
import type { Message } from '@parley/contracts';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useClient } from '../../../lib/client-context';
import { wordsForBody } from '../../../lib/error-words';
import { MessageText } from './message-text';
import { setOpened, useIsOpened } from './opened.store';

const Whole = lazy(async () => ({ default: (await import('./whole')).Whole }));

const action = 'touch-around rounded-chip font-semibold text-accent-ink underline-offset-2 hover:underline';

/** The beginning of a large text, and all of it when somebody asks. */
export function LargeText({ message }: { message: Message }) {
  const { texts } = useClient();
  const whole = useSyncExternalStore(texts.subscribe, () => texts.get(message));
  const isOpen = useIsOpened(message.id);
  const show = () => {
    setOpened(message.id, true);
    texts.load(message);
  };

  if (isOpen && whole?.state === 'ready') {
    return (
      <Suspense fallback={<MessageText message={message} />}>
        <Whole message={message} text={whole.text} />
        <button
          type="button"
          className={`${action} mt-1 text-[13px] leading-5`}
          onClick={() => setOpened(message.id, false)}
        >
          Show less
        </button>
      </Suspense>
    );
  }
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

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
