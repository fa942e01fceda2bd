import type { LucideIcon } from 'lucide-react';

/** One set, one stroke, 20 px. Never the only carrier of meaning: the control around it has a name. */
export function Icon({ of: Drawing, size = 20, className }: { of: LucideIcon; size?: number; className?: string }) {
  return <Drawing aria-hidden size={size} strokeWidth={1.7} className={className} />;
}
