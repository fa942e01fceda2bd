import type { Me } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../../../lib/client-context';
import { focusComposer } from '../../../lib/composer-focus';
import { useFinder, type Finding } from './use-finder';

/** Finds the way in: a person's conversation is made when there is none, a room is joined. */
function useEntry(me: Me): (finding: Finding) => Promise<string> {
  const { conversations } = useClient();
  return async (finding) => {
    switch (finding.kind) {
      case 'conversation':
        return finding.conversation.id;
      case 'person':
        return (await conversations.openDirect(finding.person.id)).id;
      case 'room':
        return (await conversations.join(finding.room.id)).id;
      case 'self':
        return (await conversations.openDirect(me.id)).id;
    }
  };
}

/** The search box as a state machine: closed, or open with a query and one active finding. */
export function useSearch(me: Me, openId: string | null) {
  const entry = useEntry(me);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const found = useFinder(query, me);
  const open = query.trim() !== '';

  const close = useCallback(() => {
    setQuery('');
    setActive(0);
    setFailure(null);
  }, []);
  const type = useCallback((next: string) => {
    setQuery(next);
    setActive(0);
    setFailure(null);
  }, []);

  const pick = async (finding: Finding | undefined) => {
    if (!finding) return;
    try {
      const id = await entry(finding);
      close();
      if (id === openId) focusComposer();
      else await navigate({ to: '/c/$conversationId', params: { conversationId: id } });
    } catch (cause) {
      setFailure(cause);
    }
  };

  const retry = () => {
    setFailure(null);
    found.retry();
  };

  useFocusShortcut(field);
  return { retry, field, query, open, active, found, failure, close, type, setActive, pick };
}

function useFocusShortcut(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k')
        return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [field]);
}
