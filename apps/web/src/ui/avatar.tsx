import type { CSSProperties } from 'react';
import { classes } from './classes';
import { hueOf, initialsOf } from './person';

export function personStyle(id: string): CSSProperties {
  return { '--hue': hueOf(id) } as CSSProperties;
}

const sizes = {
  small: 'size-7 text-[11px]',
  row: 'size-9 text-[13px]',
  list: 'size-10 text-[14px]',
  large: 'size-16 text-[22px]',
} as const;

interface AvatarProps {
  id: string;
  name: string;
  size?: keyof typeof sizes;
  /** Round is a person, squircle is a place: the shape says it at a glance. */
  shape?: 'person' | 'place';
}

export function Avatar({ id, name, size = 'row', shape = 'person' }: AvatarProps) {
  return (
    <span
      aria-hidden
      style={personStyle(id)}
      className={classes(
        'person grid shrink-0 select-none place-items-center bg-person-back font-semibold tracking-[-0.01em] text-person-text',
        shape === 'person' ? 'rounded-full' : 'rounded-[11px]',
        sizes[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
