import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import type { Theme } from './theme.store';

export const themes: { value: Theme; label: string; icon: LucideIcon }[] = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'Like the system', icon: Monitor },
];
