import { describe, expect, it } from 'vitest';
import { typingWords } from './typing-words';

const words = (...names: string[]) =>
  typingWords(names)
    .map(({ text }) => text)
    .join('');

describe('typingWords', () => {
  it('names up to three, and then says that they are several', () => {
    expect(words()).toBe('');
    expect(words('Hana')).toBe('Hana is typing');
    expect(words('Hana', 'Tomás')).toBe('Hana and Tomás are typing');
    expect(words('Hana', 'Tomás', 'Eli')).toBe('Hana, Tomás and Eli are typing');
    expect(words('Hana', 'Tomás', 'Eli', 'Noor')).toBe('Several people are typing');
  });
});
