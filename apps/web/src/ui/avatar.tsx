import type { PresenceState } from '@parley/contracts';
import type { CSSProperties } from 'react';
import { Hash, Lock, UsersRound, type LucideIcon } from 'lucide-react';
import { classes } from './classes';
import { Icon } from './icon';
import { hueOf, initialsOf } from './person';

/** The hue that was chosen, or else the one that the id has. */
export function personStyle(id: string, hue: number | null = null): CSSProperties {
  return { '--hue': hue ?? hueOf(id) } as CSSProperties;
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
  hue?: number | null;
  /** Round is a person, squircle is a place: the shape says it at a glance. */
  place?: keyof typeof places | null;
  /** As a dot; whoever shows it says it in words, too. */
  presence?: PresenceState | undefined;
}

const places: Record<'group' | 'private' | 'public', LucideIcon> = { group: UsersRound, private: Lock, public: Hash };
const iconSizes = { small: 14, row: 17, list: 18, large: 28 } as const;
const corners = { small: 'rounded-[8px]', row: 'rounded-[10px]', list: 'rounded-[11px]', large: 'rounded-[18px]' };

const dots = { small: 'size-2', row: 'size-2.5', list: 'size-[11px]', large: 'size-4' };

export function Avatar({ id, name, size = 'row', hue = null, place = null, presence }: AvatarProps) {
  return (
    <span
      aria-hidden
      style={personStyle(id, hue)}
      className={classes(
        'person relative grid shrink-0 select-none place-items-center bg-person-back font-semibold tracking-[-0.01em] text-person-text',
        place ? corners[size] : 'rounded-full',
        sizes[size],
      )}
    >
      {place ? <Icon of={places[place]} size={iconSizes[size]} /> : initialsOf(name)}
      {presence === 'online' || presence === 'away' ? <Dot state={presence} size={dots[size]} /> : null}
    </span>
  );
}

/** Full for who is here and hollow for who is away: colour alone would not tell them apart for everybody. */
function Dot({ state, size }: { state: 'online' | 'away'; size: string }) {
  return (
    <span
      data-presence={state}
      className={classes(
        'absolute -right-px -bottom-px rounded-full outline-2 outline-(--behind,var(--bg))',
        state === 'online' ? 'bg-here' : 'border-[2.5px] border-away bg-(--behind,var(--bg))',
        size,
      )}
    />
  );
}
