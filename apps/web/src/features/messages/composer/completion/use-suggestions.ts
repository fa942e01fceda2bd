import { mayAddressEveryone, type Conversation } from '@parley/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../../../lib/client-context';
import { loadEmoji } from '../../../../lib/emoji/emoji';
import { usePaused } from '../../../../lib/use-paused';
import { useMe } from '../../../../lib/watch';
import { emojiFor, mostShown, scopesFor, type Suggestion } from './suggestion';
import type { Token } from './token';

const none: readonly Suggestion[] = [];

/** What the word at the caret may become. */
export function useSuggestions(conversation: Conversation, token: Token | null): readonly Suggestion[] {
  const people = usePeopleFor(conversation, token?.kind === 'person' ? token.query : null);
  const emoji = useEmojiFor(token?.kind === 'emoji' ? token.query : null);
  if (!token) return none;
  return token.kind === 'person' ? people : emoji;
}

function useEmojiFor(query: string | null): readonly Suggestion[] {
  const { data } = useQuery({
    queryKey: ['emoji'],
    queryFn: loadEmoji,
    enabled: query !== null,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return useMemo(() => (query === null || !data ? none : emojiFor(query, data.emoji)), [query, data]);
}

/** Members as the server finds them. */
function usePeopleFor(conversation: Conversation, query: string | null): readonly Suggestion[] {
  const { members } = useClient();
  const me = useMe();
  const asked = usePaused(query ?? '');
  const { id, role } = conversation;
  const { data } = useQuery({
    queryKey: ['members', id, 'named', asked],
    queryFn: () => members.list(id, asked === '' ? {} : { search: asked }),
    enabled: query !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const { kind, memberCount } = conversation;
  return useMemo(() => {
    if (query === null) return none;
    const text = query.toLowerCase();
    const found = (data?.items ?? []).filter(({ userId }) => userId !== me.id).slice(0, 2 * mostShown);
    const people = found.flatMap(({ userId, name, username }): Suggestion[] => {
      // The answer may be to the letters before: Enter must not choose whom they no longer mean.
      if (!`${name} ${username}`.toLowerCase().includes(text)) return [];
      return [{ key: userId, word: `@${username}`, label: name, note: `@${username}`, personId: userId, emoji: null }];
    });
    const scopes = mayAddressEveryone(role, { kind, memberCount }) ? scopesFor(text) : [];
    return [...people, ...scopes].slice(0, mostShown);
  }, [query, data, me.id, role, kind, memberCount]);
}
