import { plainText, type Message } from '@parley/contracts';
import { personStyle } from '../../../ui/avatar';

interface QuoteLineProps {
  message: Message;
  nameOf: (id: string) => string;
  onGoTo: (seq: number) => void;
}

const bar = 'mb-0.5 block max-w-full truncate border-l-2 pl-2.5 text-left text-[13.5px] leading-5';

/** What is answered, in one line; pressed, it leads there. */
export function QuoteLine({ message, nameOf, onGoTo }: QuoteLineProps) {
  const { quote, replyTo } = message;
  if (replyTo === null) return null;
  if (!quote) return <p className={`${bar} border-line text-ink-3`}>Answers a message that you cannot see</p>;
  const author = nameOf(quote.senderId);
  const words = quote.deleted ? 'This message was deleted' : plainText(quote.text);
  return (
    <button
      type="button"
      title="Go to this message"
      aria-label={`Answers ${author}: ${words}`}
      className={`${bar} touch-around rounded-r-chip border-accent text-ink-2 hover:bg-hover hover:text-ink`}
      onClick={() => onGoTo(quote.seq)}
    >
      <span className="person font-semibold text-ink" style={personStyle(quote.senderId)} dir="auto">
        {author}
      </span>{' '}
      <span dir="auto" className={quote.deleted ? 'italic' : undefined}>
        {words}
      </span>
    </button>
  );
}
