import { LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useState } from 'react';
import { useClient } from '../../lib/client-context';
import { wordsFor } from '../../lib/error-words';
import { useMe } from '../../lib/watch';
import { Avatar } from '../../ui/avatar';
import { IconButton } from '../../ui/button';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu';
import { useTheme, type Theme } from './theme.store';

const themes: { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'Like the system', icon: Monitor },
];

export function MeMenu({ onSignedOut }: { onSignedOut: () => void }) {
  const me = useMe();
  const client = useClient();
  const { theme, choose } = useTheme();
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
      <div className="flex h-[58px] items-center gap-3 pr-3 pl-3">
        <Avatar id={me.id} name={me.name} />
        <div className="min-w-0 grow">
          <p className="truncate text-[14.5px] leading-5 font-medium" dir="auto">
            {me.name}
          </p>
          <p className="truncate text-[13px] leading-[18px] text-ink-2">@{me.username}</p>
        </div>
        <Menu trigger={<IconButton icon={Settings} label="Settings" />}>
          <MenuChoice label="Theme" value={theme} options={themes} onChange={choose} />
          <MenuLine />
          <MenuItem icon={LogOut} onSelect={() => void signOut()}>
            Sign out
          </MenuItem>
        </Menu>
      </div>
    </div>
  );
}
