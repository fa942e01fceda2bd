import type { Message } from '@parley/contracts';
import { memo, useMemo } from 'react';
import { classes } from '../../../ui/classes';
import { Drawn } from './drawn';
import { hasMarks, isEmojiOnly } from './marks';
import { useParser } from './parser';
import { useNamed, type NamedOf } from './use-named';
import { Words } from './words';

interface MessageTextProps {
  message: Pick<Message, 'text' | 'mentions' | 'everyone'>;
}

/** Elements of a closed list and nothing else: no markup of anybody's ever becomes part of the page. */
export const MessageText = memo(function MessageText({ message }: MessageTextProps) {
  const namesSomebody = message.mentions.length > 0 || message.everyone !== null;
  return namesSomebody ? <WithNames message={message} /> : <Text text={message.text} named={nobody} />;
});

const nobody: NamedOf = () => null;

function WithNames({ message }: MessageTextProps) {
  return <Text text={message.text} named={useNamed(message)} />;
}

function Text({ text, named }: { text: string; named: NamedOf }) {
  const marked = hasMarks(text);
  const parse = useParser(marked);
  const blocks = useMemo(() => (marked && parse ? parse(text) : null), [marked, parse, text]);
  if (blocks) {
    return (
      <div className="space-y-1 break-words [overflow-wrap:anywhere]">
        <Drawn of={blocks} named={named} />
      </div>
    );
  }
  return (
    <p
      className={classes(
        'break-words whitespace-pre-wrap [overflow-wrap:anywhere]',
        isEmojiOnly(text) && 'text-[32px] leading-[42px]',
      )}
      dir="auto"
    >
      {/* What is code shows only then: until the marks are read, a name is a word. */}
      <Words text={text} named={marked && !parse ? nobody : named} />
    </p>
  );
}
