import { may, type Conversation, type ErrorBody } from '@parley/contracts';
import { requestIdOf, wordsForBody } from '../../lib/error-words';
import { placeOf } from '../../lib/kinds';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Notice } from '../../ui/notice';

const shapes = [
  ['w-24', 'w-[70%]', 'w-[40%]'],
  ['w-32', 'w-[55%]'],
  ['w-20', 'w-[80%]', 'w-[65%]'],
  ['w-28', 'w-[35%]'],
];

function Bar({ width, tall }: { width: string; tall?: boolean }) {
  return <span className={classes('rounded-chip bg-line', width, tall ? 'h-3.5' : 'h-3')} />;
}

export function TimelineSkeleton({ groups = 4 }: { groups?: number }) {
  return (
    <div role="status" className="breathe flex flex-col justify-end gap-6 px-4 py-4 pane:px-5">
      <span className="sr-only">Loading messages</span>
      {shapes.slice(0, groups).map(([name, ...lines], index) => (
        <div key={index} aria-hidden className="flex gap-3">
          <span className="size-9 shrink-0 rounded-full bg-line" />
          <span className="flex max-w-[680px] grow flex-col gap-2.5 pt-1">
            <Bar width={name ?? 'w-24'} />
            {lines.map((width) => (
              <Bar key={width} width={width} tall />
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

export function TimelineFailed({ error, onRetry }: { error: ErrorBody | null; onRetry: () => void }) {
  if (error?.code === 'not_found') {
    return (
      <Notice title="This conversation is not here">
        It may have been deleted, or you are not part of it. Your other conversations are in the list.
      </Notice>
    );
  }
  return (
    <Notice
      tone="alert"
      title="These messages did not load"
      requestId={requestIdOf(error)}
      actions={<Button onClick={onRetry}>Try again</Button>}
    >
      {error ? wordsForBody(error) : 'Something went wrong on the way.'}
    </Notice>
  );
}

interface StartProps {
  conversation: Conversation;
  notesToSelf: boolean;
}

function startWords(conversation: Conversation, notesToSelf: boolean): string {
  const { name } = conversation;
  const greeting = may(conversation.role, 'send', conversation) ? ' Say hello.' : '';
  if (notesToSelf) return 'Only you can read what you write here.';
  switch (placeOf(conversation)) {
    case 'group':
      return 'This is where the group begins. Everybody in it reads along.';
    case 'private':
      return `This is where ${name} begins. Only its members can read it.`;
    case 'public':
      return `This is where ${name} begins.${greeting}`;
    case null:
      return `This is where your conversation with ${name} begins. Say hello.`;
  }
}

/** The very beginning of a conversation: says who is there and what to do. */
export function ConversationStart({ conversation, notesToSelf }: StartProps) {
  const { name } = conversation;
  const place = placeOf(conversation);
  return (
    <div className="flex flex-col items-start gap-3 px-4 pt-8 pb-2 pane:px-5">
      <Avatar
        id={conversation.peerId ?? conversation.id}
        name={name}
        hue={conversation.hue}
        size="large"
        place={place}
      />
      <div>
        <p className="text-[18px] leading-6 font-semibold tracking-[-0.01em]" dir="auto">
          {notesToSelf ? 'Notes to self' : name}
        </p>
        <p className="mt-0.5 text-[14px] text-ink-2">{startWords(conversation, notesToSelf)}</p>
      </div>
    </div>
  );
}
