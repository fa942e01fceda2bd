import { serverMay } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { Bookmark, LogOut, Settings, SlidersHorizontal, Ticket } from 'lucide-react';
import { useMe } from '../../lib/watch';
import { IconButton } from '../../ui/button';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu';
import { useTheme } from './theme.store';
import { themes } from './themes';

interface SettingsMenuProps {
  onSaved: () => void;
  onSignOut: () => void;
}

export function SettingsMenu({ onSaved, onSignOut }: SettingsMenuProps) {
  const { theme, choose } = useTheme();
  const { role } = useMe();
  const navigate = useNavigate();
  return (
    <Menu trigger={<IconButton icon={Settings} label="Settings" />}>
      <MenuItem icon={Bookmark} onSelect={onSaved}>
        Saved messages
      </MenuItem>
      <MenuItem icon={SlidersHorizontal} onSelect={() => void navigate({ to: '/settings' })}>
        All settings
      </MenuItem>
      {serverMay(role, 'invite.create') ? (
        <MenuItem
          icon={Ticket}
          onSelect={() => void navigate({ to: '/settings/$section', params: { section: 'invites' } })}
        >
          Invite people
        </MenuItem>
      ) : null}
      <MenuLine />
      <MenuChoice label="Theme" value={theme} options={themes} onChange={choose} />
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
