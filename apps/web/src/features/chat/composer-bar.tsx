import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';

interface ComposerBarProps {
  icon: LucideIcon;
  children: ReactNode;
  /** What could be done about it. */
  action?: ReactNode;
  failure: { words: string; requestId: string | null } | null;
}

/** Stands where the composer would, when there is nothing to write: says why. */
export function ComposerBar({ icon, children, action, failure }: ComposerBarProps) {
  return (
    <div className="mx-auto w-full max-w-[1240px] shrink-0 px-3 pt-6 pb-[max(12px,env(safe-area-inset-bottom))] pane:px-4 pane:pb-4">
      <FormFailure failure={failure} className="mb-2" />
      <div
        role="status"
        className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-composer border border-line bg-side px-4 py-2 text-[14.5px] leading-5 text-ink-2"
      >
        <Icon of={icon} size={18} className="shrink-0" />
        <span className="min-w-40 grow" dir="auto">
          {children}
        </span>
        {action}
      </div>
    </div>
  );
}
