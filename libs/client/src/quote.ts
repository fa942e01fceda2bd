import { limits, type Message, type Quote } from '@parley/contracts';

/** A message as its answers show it. */
export function quoteOf({ id, seq, senderId, text, deletedAt }: Message): Quote {
  const short = [...text].slice(0, limits.quoteChars).join('');
  return { messageId: id, seq, senderId, text: short, deleted: deletedAt !== null };
}

/** An answer with what it answers as that is now; the same object when it says so already, or answers something else. */
export function requoted(answer: Message, original: Message): Message {
  if (answer.quote?.messageId !== original.id) return answer;
  const quote = quoteOf(original);
  const isSame = quote.text === answer.quote.text && quote.deleted === answer.quote.deleted;
  return isSame ? answer : { ...answer, quote };
}

/** A message as it is passed on: with its first author, however often it was passed on before. */
export function forwardOf({ id, text, senderId, createdAt, forwardedFrom, large, textLength }: Message) {
  return { text, forward: { messageId: id, from: forwardedFrom ?? { senderId, createdAt }, large, textLength } };
}
