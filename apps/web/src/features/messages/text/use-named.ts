import type { Message } from '@parley/contracts';
import { useMemo, useSyncExternalStore } from 'react';
import { useClient } from '../../../lib/client-context';
import { useMe } from '../../../lib/watch';

export interface Named {
  /** Null: everybody. */
  id: string | null;
  label: string;
  /** It speaks to me. */
  mine: boolean;
}

export type NamedOf = (name: string) => Named | null;

const never = () => () => undefined;

/** Whom the server says a message names. Until it has said so, names are words. */
export function useNamed({ mentions, everyone }: Pick<Message, 'mentions' | 'everyone'>): NamedOf {
  const { users } = useClient();
  const me = useMe();
  const known = useSyncExternalStore(mentions.length > 0 ? users.subscribe : never, users.known);
  return useMemo(() => {
    const named = new Map<string, Named>();
    if (everyone) {
      for (const name of ['all', 'here']) named.set(name, { id: null, label: `@${name}`, mine: true });
    }
    for (const id of mentions) {
      // Asked for also where a summary told the name: it tells no username.
      const person = id === me.id ? me : users.get(id) && known.get(id);
      if (person?.username) named.set(person.username, { id, label: `@${person.name}`, mine: id === me.id });
    }
    return (name: string) => named.get(name) ?? null;
  }, [mentions, everyone, known, users, me]);
}
