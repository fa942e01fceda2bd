import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'light' | 'dark' | 'system';

interface ThemeState {
  theme: Theme;
  choose: (theme: Theme) => void;
}

/** `public/theme.js` reads the same entry before the first paint. */
export const useTheme = create<ThemeState>()(
  persist((set) => ({ theme: 'system', choose: (theme) => set({ theme }) }), {
    name: 'parley.theme',
    partialize: ({ theme }) => ({ theme }),
  }),
);

function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Keeps the page at the chosen theme; also when another tab chose. */
export function watchTheme(): void {
  applyTheme(useTheme.getState().theme);
  useTheme.subscribe(({ theme }) => applyTheme(theme));
  window.addEventListener('storage', (event) => {
    if (event.key === 'parley.theme') void useTheme.persist.rehydrate();
  });
}
