import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePlainTitle } from '../../lib/plain-title';
import { Logo } from '../../ui/logo';
import { Harbour } from './harbour';

interface AuthLayoutProps {
  title: string;
  lead: ReactNode;
  children?: ReactNode;
}

export function AuthLayout({ title, lead, children }: AuthLayoutProps) {
  usePlainTitle(title);
  return (
    <div className="flex min-h-full flex-col bg-bg pane:grid pane:grid-cols-[minmax(0,51.2fr)_minmax(0,48.8fr)]">
      <aside
        aria-label="Parley"
        className="relative h-44 shrink-0 overflow-hidden bg-[#254659] pane:sticky pane:top-0 pane:h-dvh"
      >
        <Harbour className="absolute inset-x-0 bottom-[-23vw] h-[123vw] w-full pane:bottom-0 pane:h-full" />
        <p className="absolute top-12 left-14 hidden text-[45px] leading-[50px] font-bold tracking-[-0.03em] text-[#1f3f50] pane:block">
          Talk plainly.
          <br />
          Lose nothing.
        </p>
      </aside>
      <main className="flex grow items-center justify-center px-6 py-8 max-pane:items-start pane:px-10">
        <div className="w-full max-w-[380px]">
          <Logo className="mb-4 size-9" />
          <h1 className="text-[26px] leading-8 font-bold tracking-[-0.02em] wrap-anywhere">{title}</h1>
          <p className="mt-1 mb-6 text-ink-2">{lead}</p>
          {children}
        </div>
      </main>
    </div>
  );
}

/** Between two ways in. */
export function Or() {
  return (
    <div className="my-4 flex items-center gap-3 text-[13px] text-ink-3">
      <span aria-hidden className="h-px grow bg-line" />
      or
      <span aria-hidden className="h-px grow bg-line" />
    </div>
  );
}

export function Foot({ children }: { children: ReactNode }) {
  return <p className="mt-6 text-center text-[14px] text-ink-2">{children}</p>;
}

const link = 'touch-around inline-block rounded-chip font-semibold text-accent-ink hover:underline';

export function DoorLink({ to, children }: { to: '/sign-in' | '/sign-up' | '/forgot-password'; children: ReactNode }) {
  return (
    <Link to={to} className={link}>
      {children}
    </Link>
  );
}
