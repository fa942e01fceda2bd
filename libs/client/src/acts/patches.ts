import { limits, type Message, type Reaction } from '@parley/contracts';

/** What an act will have made of a message; null takes it away. */
export type Patch = (message: Message) => Message | null;

export const edited =
  (text: string, now: string): Patch =>
  (message) =>
    message.text === text
      ? message
      : { ...message, text, large: false, textLength: new TextEncoder().encode(text).length, editedAt: now };

export const withoutPreview = (message: Message): Message => {
  if (!message.preview) return message;
  const { preview: _gone, ...left } = message;
  return left;
};

export const deleted =
  (now: string): Patch =>
  (message) => {
    if (message.deletedAt !== null) return message;
    return {
      ...withoutPreview(message),
      text: '',
      large: false,
      textLength: 0,
      deletedAt: now,
      reactions: [],
      mentions: [],
      everyone: null,
      pinned: null,
    };
  };

/** Its rev is the server's to say: until then it stands above all others. */
export const pinned =
  (by: string, at: string, on: boolean): Patch =>
  (message) =>
    (message.pinned !== null) === on ? message : { ...message, pinned: on ? { by, at, rev: Infinity } : null };

/** A reaction of many people does not name them all: whether I am among the others the server knows. */
export const reacted =
  (emoji: string, me: string, on: boolean): Patch =>
  (message) => {
    const known = message.reactions.find((reaction) => reaction.emoji === emoji);
    if ((known?.userIds.includes(me) ?? false) === on) return message;
    const changed = known ? moved(known, me, on) : { emoji, count: 1, userIds: [me] };
    if (!known) return { ...message, reactions: [...message.reactions, changed] };
    const reactions = message.reactions.map((reaction) => (reaction === known ? changed : reaction));
    return { ...message, reactions: reactions.filter(({ count }) => count > 0) };
  };

function moved({ emoji, count, userIds }: Reaction, me: string, on: boolean): Reaction {
  if (!on) return { emoji, count: count - 1, userIds: userIds.filter((userId) => userId !== me) };
  return { emoji, count: count + 1, userIds: [...userIds, me].slice(0, limits.reactionUsers) };
}
