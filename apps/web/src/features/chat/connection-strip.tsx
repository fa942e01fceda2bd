import type { ConnectionSnapshot } from '@parley/client';
import { CloudOff, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient } from '../../lib/client-context';
import { useConnection } from '../../lib/watch';
import { Icon } from '../../ui/icon';

/** A reconnect that is over at once is nobody's business. */
const patienceMs = 700;

export function stripWords({ state, pending }: ConnectionSnapshot): string {
  const count = pending === 1 ? '1 message' : `${new Intl.NumberFormat().format(pending)} messages`;
  switch (state) {
    case 'offline':
      return pending > 0
        ? `Offline. ${count} will go when you are back.`
        : 'Offline. What you write will go when you are back.';
    case 'connecting':
      return pending > 0 ? `Connecting… ${count} waiting.` : 'Connecting…';
    case 'catching-up':
      return 'Catching up on what you missed…';
    case 'live':
      return '';
  }
}

function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting]);
  return waiting && late;
}

/** Always there when it is not live, and always in the page, so that a screen reader hears the change. */
export function ConnectionStrip() {
  const client = useClient();
  const connection = useConnection();
  const shown = useLate(connection.state !== 'live');
  const offline = connection.state === 'offline';
  return (
    <div role="status" className="shrink-0" data-connection={connection.state}>
      {shown ? (
        <div className="flex min-h-8 items-center justify-center gap-2 border-b border-line bg-hover px-4 py-1 text-[13px] leading-5 text-ink">
          <Icon of={offline ? CloudOff : RefreshCw} size={15} className="shrink-0 text-ink-2" />
          <span className="tabular">{stripWords(connection)}</span>
          {offline ? (
            <button
              type="button"
              className="touch-around rounded-chip px-1 font-semibold text-accent-ink hover:underline"
              onClick={() => client.connection.wake()}
            >
              Try now
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
