import type { EarlierText, Message } from '@parley/contracts';
import { usePages } from '../../../lib/use-pages';
import { fullTime } from '../../../lib/time';
import { Dialog } from '../../../ui/dialog';
import { LoadState } from '../../../ui/load-state';
import { MoreButton } from '../../../ui/more-button';

/** What a message said before, the latest first; everybody who reads the message may see it. */
export function HistoryOfEdits({ message, onClose }: { message: Message; onClose: () => void }) {
  const { conversationId, id, rev } = message;
  const earlier = usePages<EarlierText>(['edits', id, rev], `/api/chat/${conversationId}/messages/${id}/edits`);
  return (
    <Dialog title="History of edits" onClose={onClose}>
      <ol className="flex flex-col gap-4">
        <Version when="Now" text={message.text} />
        <LoadState of={earlier} rows={2}>
          {(versions) =>
            versions.map((version) => (
              <Version
                key={version.rev}
                when={`Until ${fullTime(new Date(version.replacedAt))}`}
                text={version.large ? `${version.text}…` : version.text}
              />
            ))
          }
        </LoadState>
      </ol>
      <MoreButton of={earlier} />
    </Dialog>
  );
}

function Version({ when, text }: { when: string; text: string }) {
  return (
    <li>
      <p className="text-[12.5px] leading-5 text-ink-3">{when}</p>
      <p className="break-words whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
        {text}
      </p>
    </li>
  );
}
