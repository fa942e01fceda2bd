import { mayAddressEveryone, type Conversation } from '@parley/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
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

/** Members as the server finds them; their usernames, which a list of members does not tell, as they become known. */
function usePeopleFor(conversation: Conversation, query: string | null): readonly Suggestion[] {
  const { members, users } = useClient();
  const me = useMe();
  const known = useSyncExternalStore(users.subscribe, users.known);
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
    const people = found.flatMap(({ userId }): Suggestion[] => {
      const person = users.get(userId) && known.get(userId);
      // The answer may be to the letters before: Enter must not choose whom they no longer mean.
      if (!person?.username || !`${person.name} ${person.username}`.toLowerCase().includes(text)) return [];
      const { name, username } = person;
      return [{ key: userId, word: `@${username}`, label: name, note: `@${username}`, personId: userId, emoji: null }];
    });
    const scopes = mayAddressEveryone(role, { kind, memberCount }) ? scopesFor(text) : [];
    return [...people, ...scopes].slice(0, mostShown);
  }, [query, data, me.id, known, users, role, kind, memberCount]);
}
