import { useState } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { useMedia } from '../../../lib/use-media';

interface PanelState {
  beside: boolean;
  setBeside: (beside: boolean) => void;
}

const useBeside = create<PanelState>()(
  persist((set) => ({ beside: false, setBeside: (beside) => set({ beside }) }), {
    name: 'parley.details',
    partialize: ({ beside }) => ({ beside }),
  }),
);

/** Where there is room beside the timeline the panel stays as it was left; above it, it is opened for one look. */
export function usePanel() {
  const wide = useMedia('(min-width: 1100px)');
  const { beside, setBeside } = useBeside();
  const [over, setOver] = useState(false);
  const open = wide ? beside : over;
  const set = wide ? setBeside : setOver;
  return { open, toggle: () => set(!open), close: () => set(false) };
}
