/** At most three names; more than that is a crowd. */
const mostNamed = 3;

export interface TypingPart {
  kind: 'name' | 'word';
  text: string;
}

const word = (text: string): TypingPart => ({ kind: 'word', text });

/** `Hana and Tomás are typing`, in parts, as the names stand out. */
export function typingWords(names: readonly string[]): TypingPart[] {
  if (names.length === 0) return [];
  if (names.length > mostNamed) return [word('Several people are typing')];
  const last = names.length - 1;
  const joined = names.flatMap((text, at): TypingPart[] => {
    const name: TypingPart = { kind: 'name', text };
    if (at === 0) return [name];
    return [word(at === last ? ' and ' : ', '), name];
  });
  return [...joined, word(last === 0 ? ' is typing' : ' are typing')];
}
