import { useEffect, useState } from 'react';
import { Logo } from '../ui/logo';
import { Notice } from '../ui/notice';

const slowMs = 5_000;

/** Shaped like what is coming: nothing jumps when it is there. `bare`: it will be the sign-in page. */
export function Splash({ bare = false }: { bare?: boolean }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  const words = slow ? (
    <Notice tone="status" title="Still trying to reach the server">
      It answers slowly or not at all. This page goes on by itself as soon as it does.
    </Notice>
  ) : (
    <p role="status" className="sr-only">
      Loading
    </p>
  );
  if (bare)
    return (
      <main className="grid h-full place-items-center">
        <h1 className="sr-only">Parley</h1>
        {words}
      </main>
    );
  return (
    <div className="grid h-full grid-cols-1 pane:grid-cols-[308px_minmax(0,1fr)]">
      <div className="flex flex-col gap-3 bg-side p-4 pane:border-r pane:border-line">
        <Logo className="size-[26px]" />
        <span className="breathe h-[38px] rounded-control bg-line" />
        {[0, 1, 2, 3, 4].map((row) => (
          <span key={row} className="breathe flex h-12 items-center gap-3">
            <span className="size-10 rounded-full bg-line" />
            <span className="h-3.5 w-32 rounded-chip bg-line" />
          </span>
        ))}
      </div>
      <main className="grid place-items-center">
        <h1 className="sr-only">Parley</h1>
        {words}
      </main>
    </div>
  );
}
