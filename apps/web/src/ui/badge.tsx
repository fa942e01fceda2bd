import { limits } from '@parley/contracts';
import { classes } from './classes';

/** A count of what is new. Said aloud with its noun; `1000` on the wire means "more". `quiet` where it is muted. */
export function Badge({ count, noun, quiet = false }: { count: number; noun: string; quiet?: boolean }) {
  if (count <= 0) return null;
  const shown = count >= limits.unreadMax ? '999+' : new Intl.NumberFormat().format(count);
  return (
    <span
      className={classes(
        'tabular grid h-5 min-w-5 shrink-0 place-items-center rounded-full px-1.5 text-[12px] leading-none font-bold',
        quiet ? 'bg-line text-ink-2' : 'bg-accent text-accent-on',
      )}
    >
      <span aria-hidden>{shown}</span>
      <span className="sr-only">
        {shown} {noun}
      </span>
    </span>
  );
}

/** Somebody spoke to me by name. */
export function MentionBadge() {
  return (
    <span className="grid size-5 shrink-0 place-items-center rounded-full bg-warn text-[12px] leading-none font-bold text-warn-on">
      <span aria-hidden>@</span>
      <span className="sr-only">mentions you</span>
    </span>
  );
}
