import { Settings } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useClient } from '../../lib/client-context';
import { wordsFor } from '../../lib/error-words';
import { useNow } from '../../lib/now';
import { usePresence } from '../../lib/presence';
import { statusWords } from '../../lib/status-words';
import { useMe } from '../../lib/watch';
import { Avatar } from '../../ui/avatar';
import { IconButton } from '../../ui/button';

// The menu's machinery is a fifth of the page: fetched after the conversation is on screen.
const SettingsMenu = lazy(() => import('./settings-menu').then((module) => ({ default: module.SettingsMenu })));

interface MeMenuProps {
  onSaved: () => void;
  onSignedOut: () => void;
}

export function MeMenu({ onSaved, onSignedOut }: MeMenuProps) {
  const me = useMe();
  const now = useNow();
  const client = useClient();
  const presence = usePresence(me.id);
  const [failure, setFailure] = useState<string | null>(null);
  const signOut = async () => {
    setFailure(null);
    try {
      await client.session.logout();
      onSignedOut();
    } catch (cause) {
      setFailure(`You are still signed in. ${wordsFor(cause)}`);
    }
  };
  return (
    <div className="pb-[env(safe-area-inset-bottom)]">
      {failure ? (
        <p role="alert" className="px-4 pt-2 text-[13px] leading-[18px] text-warn-ink">
          {failure}
        </p>
      ) : null}
      <div className="flex h-[58px] items-center gap-3 pr-3 pl-3 [--behind:var(--side)]">
        <Avatar id={me.id} name={me.name} presence={presence?.state} />
        <div className="min-w-0 grow">
          <p className="truncate text-[14.5px] leading-5 font-medium" dir="auto">
            {me.name}
            {presence === null ? null : <span className="sr-only">, {presence.state}</span>}
          </p>
          <p className="truncate text-[13px] leading-[18px] text-ink-2" dir="auto">
            {statusWords(me.status, now.getTime()) ?? `@${me.username}`}
          </p>
        </div>
        <Suspense fallback={<IconButton icon={Settings} label="Settings" aria-disabled />}>
          <SettingsMenu onSaved={onSaved} onSignOut={() => void signOut()} />
        </Suspense>
      </div>
    </div>
  );
}
