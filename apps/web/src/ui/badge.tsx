import { limits } from '@parley/contracts';

/** A count of what is new. Said aloud with its noun; `1000` on the wire means "more". */
export function Badge({ count, noun }: { count: number; noun: string }) {
  if (count <= 0) return null;
  const shown = count >= limits.unreadMax ? '999+' : new Intl.NumberFormat().format(count);
  return (
    <span className="tabular grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-accent px-1.5 text-[12px] leading-none font-bold text-accent-on">
      <span aria-hidden>{shown}</span>
      <span className="sr-only">
        {shown} {noun}
      </span>
    </span>
  );
}
