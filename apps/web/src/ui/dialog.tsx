import { X } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { IconButton } from './button';
import { useModal } from './use-modal';

interface DialogProps {
  title: string;
  lead?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, lead, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, onClose);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className="rise m-auto max-h-[calc(100dvh-32px)] w-[min(440px,calc(100vw-32px))] overflow-y-auto rounded-[18px] border border-line bg-bg p-0 text-ink shadow-float backdrop:bg-[oklch(0.15_0.02_240/0.45)]"
    >
      <div className="p-5 pane:p-6">
        <div className="mb-4 flex items-start gap-3">
          <div className="min-w-0 grow">
            <h2 id={id} className="text-[18px] leading-7 font-semibold tracking-[-0.01em] wrap-anywhere">
              {title}
            </h2>
            {lead ? <p className="mt-0.5 text-[14px] leading-5 text-ink-2">{lead}</p> : null}
          </div>
          <IconButton icon={X} label="Close" onClick={onClose} className="-mt-1 -mr-1.5" />
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** What the dialog asks to decide; the safe choice first in reading order, the other at the end. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2.5">{children}</div>;
}
