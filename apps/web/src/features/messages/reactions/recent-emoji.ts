import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Until somebody has chosen their own. */
const usual = ['👍', '✅', '🎉', '❤️', '😂', '👀', '🙏', '🔥', '🤔'];
const kept = usual.length;

interface Recent {
  chosen: readonly string[];
}

const useChosen = create<Recent>()(persist((): Recent => ({ chosen: [] }), { name: 'parley.emoji' }));

/** The last chosen first, and then what people mostly take. */
export function withRecent(chosen: readonly string[]): readonly string[] {
  return [...new Set([...chosen, ...usual])].slice(0, kept);
}

export function useRecentEmoji(): readonly string[] {
  return withRecent(useChosen(({ chosen }) => chosen));
}

export function choseEmoji(emoji: string): void {
  useChosen.setState(({ chosen }) => ({ chosen: [...new Set([emoji, ...chosen])].slice(0, kept) }));
}

/** After a sign-out the next person chooses their own. */
export function forgetRecentEmoji(): void {
  useChosen.setState({ chosen: [] });
}
