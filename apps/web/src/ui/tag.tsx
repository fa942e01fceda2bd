import type { ReactNode } from 'react';
import { classes } from './classes';

const looks = {
  plain: 'border-edge text-ink-2',
  good: 'border-transparent bg-accent-soft text-accent-ink',
  careful: 'border-warn text-warn-ink',
} as const;

/** A word about a thing's state. */
export function Tag({ look = 'plain', children }: { look?: keyof typeof looks; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-block rounded-chip border px-1.5 text-[12px] leading-[18px] font-medium whitespace-nowrap',
        looks[look],
      )}
    >
      {children}
    </span>
  );
}
