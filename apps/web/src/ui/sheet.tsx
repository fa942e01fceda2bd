import { useRef, type ReactNode } from 'react';
import { useModal } from './use-modal';

interface SheetProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** What a finger asked for: over the page, at its lower edge. */
export function Sheet({ label, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, onClose);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className="rise scroll-thin mx-auto mt-auto mb-0 max-h-[85dvh] w-full max-w-[520px] overflow-y-auto overscroll-contain rounded-t-[20px] border border-b-0 border-line bg-raise p-0 text-ink shadow-float backdrop:bg-[oklch(0.15_0.02_240/0.45)]"
    >
      <div className="px-3 pt-2.5 pb-[max(12px,env(safe-area-inset-bottom))]">
        <div aria-hidden className="mx-auto mb-3 h-1 w-9 rounded-full bg-edge" />
        {children}
      </div>
    </dialog>
  );
}
