import type { Me } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../../lib/client-context';
import { focusComposer } from '../../lib/composer-focus';
import { useFinder, type Finding } from './use-finder';

function idToOpen(finding: Finding, me: Me): { conversationId: string } | { userId: string } {
  switch (finding.kind) {
    case 'conversation':
      return { conversationId: finding.conversation.id };
    case 'person':
      return { userId: finding.person.id };
    case 'self':
      return { userId: me.id };
  }
}

/** The search box as a state machine: closed, or open with a query and one active finding. */
export function useSearch(me: Me, openId: string | null) {
  const client = useClient();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [composing, setComposing] = useState(false);
  const [active, setActive] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const found = useFinder(query, me);
  const open = composing || query.trim() !== '';

  const start = useCallback(() => {
    setComposing(true);
    field.current?.focus();
  }, []);
  const close = useCallback(() => {
    setQuery('');
    setComposing(false);
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
    const target = idToOpen(finding, me);
    try {
      const id = 'userId' in target ? (await client.conversations.openDirect(target.userId)).id : target.conversationId;
      close();
      if (id === openId) focusComposer();
      else await navigate({ to: '/c/$conversationId', params: { conversationId: id } });
    } catch (cause) {
      setFailure(cause);
    }
  };

  useFocusShortcut(field);
  return { field, query, open, active, found, failure, start, close, type, setActive, pick };
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
