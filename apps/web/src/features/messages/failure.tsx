import type { TimelineItem } from '@parley/client';
import { CircleAlert } from 'lucide-react';
import { wordsForBody } from '../../lib/error-words';
import { Icon } from '../../ui/icon';

interface FailureProps {
  item: TimelineItem;
  onRetry: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
}

export function Failure({ item, onRetry, onDiscard }: FailureProps) {
  const { clientId } = item.message;
  const link = 'touch-around rounded-chip px-1 font-semibold underline-offset-2 hover:underline';
  return (
    <div role="alert" className="mt-0.5 flex flex-wrap items-center gap-x-1 text-[13px] leading-5 text-warn-ink">
      <Icon of={CircleAlert} size={15} className="mr-0.5" />
      <span>Not sent.</span>
      <button type="button" className={link} onClick={() => onRetry(clientId)}>
        Retry
      </button>
      <span aria-hidden>·</span>
      <button type="button" className={link} onClick={() => onDiscard(clientId)}>
        Discard
      </button>
      {item.error ? <span className="basis-full text-ink-3">{wordsForBody(item.error)}</span> : null}
    </div>
  );
}
