import { LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { IconButton } from '../../ui/button';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu';
import { useTheme, type Theme } from './theme.store';

const themes: { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'Like the system', icon: Monitor },
];

export function SettingsMenu({ onSignOut }: { onSignOut: () => void }) {
  const { theme, choose } = useTheme();
  return (
    <Menu trigger={<IconButton icon={Settings} label="Settings" />}>
      <MenuChoice label="Theme" value={theme} options={themes} onChange={choose} />
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
