import { X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { IconButton } from './button';

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

interface Toasts {
  shown: Toast | null;
  show: (toast: Omit<Toast, 'id'>) => void;
  hide: (id: number) => void;
}

const staysMs = 7_000;
const staysWithActionMs = 15_000;

const useToasts = create<Toasts>()((set) => ({
  shown: null,
  show: (next) => set(({ shown }) => ({ shown: { ...next, id: (shown?.id ?? 0) + 1 } })),
  hide: (id) => set(({ shown }) => (shown?.id === id ? { shown: null } : {})),
}));

/** Says what happened to something that is no longer on screen. What can be said where it happened is said there. */
export function toast(text: string, action?: Toast['action']): void {
  useToasts.getState().show(action ? { text, action } : { text });
}

/** Below the heads of the page: at its foot are the newest message and the composer. */
export function Toaster() {
  const { shown, hide } = useToasts();
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => hide(shown.id), shown.action ? staysWithActionMs : staysMs);
    return () => clearTimeout(timer);
  }, [shown, hide]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-[68px] z-50 flex justify-center px-4">
      {shown ? (
        <div
          key={shown.id}
          className="rise pointer-events-auto flex min-h-12 max-w-[520px] items-center gap-2 rounded-[14px] border border-line bg-raise py-1.5 pr-1.5 pl-4 text-[14px] leading-5 shadow-float"
        >
          <span className="min-w-0 grow wrap-anywhere">{shown.text}</span>
          {shown.action ? (
            <button
              type="button"
              className="touch rounded-[9px] px-2.5 py-1.5 font-semibold text-accent-ink hover:bg-hover"
              onClick={() => {
                shown.action?.run();
                hide(shown.id);
              }}
            >
              {shown.action.label}
            </button>
          ) : null}
          <IconButton icon={X} label="Dismiss" onClick={() => hide(shown.id)} />
        </div>
      ) : null}
    </div>
  );
}
