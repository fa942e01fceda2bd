import { Info } from 'lucide-react';
import type { ErrorCode } from '@parley/contracts';
import { useSession } from '../../lib/watch';
import { Icon } from '../../ui/icon';

function wordsOf(ended: ErrorCode): string {
  if (ended === 'auth.suspended') return 'This account is suspended. Whoever runs this server can lift it.';
  return 'You were signed out here: the session was ended.';
}

/** Says why the page that was open a moment ago is gone. */
export function EndedNotice() {
  const { ended } = useSession();
  return (
    <div role="status">
      {ended ? (
        <p className="mb-4 flex gap-2.5 rounded-control bg-accent-soft px-3.5 py-2.5 text-[14px] leading-5 text-ink">
          <Icon of={Info} size={18} className="mt-px shrink-0 text-accent-ink" />
          {wordsOf(ended)}
        </p>
      ) : null}
    </div>
  );
}
