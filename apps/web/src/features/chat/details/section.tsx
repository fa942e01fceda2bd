import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** At the end of the title's line: a number, a button. */
  end?: ReactNode;
  children: ReactNode;
}

export function Section({ title, end, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2.5">
      <div className="flex min-h-6 items-center gap-2">
        <h3 id={id} className="grow text-[13.5px] leading-5 font-medium text-ink-2">
          {title}
        </h3>
        {end}
      </div>
      {children}
    </section>
  );
}
