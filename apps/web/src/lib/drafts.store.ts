import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Drafts {
  ownerId: string | null;
  texts: Record<string, string>;
  keep: (conversationId: string, text: string) => void;
  /** Somebody is signed in: drafts of anybody else are dropped. */
  claim: (userId: string) => void;
  forgetAll: () => void;
}

/** What is half written, per conversation. On this device only, and gone at sign-out: the next person must not read it. */
export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      ownerId: null,
      texts: {},
      keep: (conversationId, text) =>
        set(({ texts }) => {
          const { [conversationId]: _old, ...others } = texts;
          return { texts: text.trim() === '' ? others : { ...others, [conversationId]: text } };
        }),
      claim: (userId) =>
        set(({ ownerId, texts }) => (ownerId === userId ? {} : { ownerId: userId, texts: ownerId ? {} : texts })),
      forgetAll: () => set({ ownerId: null, texts: {} }),
    }),
    { name: 'parley.drafts', partialize: ({ ownerId, texts }) => ({ ownerId, texts }) },
  ),
);
