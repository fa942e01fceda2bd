import type { ReactNode } from 'react';
import { Logo } from '../../ui/logo';
import { Harbour } from './harbour';

interface AuthLayoutProps {
  title: string;
  lead: string;
  children: ReactNode;
}

export function AuthLayout({ title, lead, children }: AuthLayoutProps) {
  return (
    <div className="flex min-h-full flex-col bg-bg pane:grid pane:grid-cols-[minmax(0,51.2fr)_minmax(0,48.8fr)]">
      <aside aria-label="Parley" className="relative h-44 shrink-0 overflow-hidden bg-[#254659] pane:h-auto">
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
          <h1 className="text-[26px] leading-8 font-bold tracking-[-0.02em]">{title}</h1>
          <p className="mt-1 mb-6 text-ink-2">{lead}</p>
          {children}
        </div>
      </main>
    </div>
  );
}

export function FormFailure({ words, requestId }: { words: string | null; requestId: string | null }) {
  return (
    <div role="alert">
      {words ? (
        <p className="rise mb-4 rounded-control border border-warn bg-raise px-3.5 py-2.5 text-[14px] leading-5 text-ink">
          {words}
          {requestId ? <span className="mt-0.5 block text-[12.5px] text-ink-3">Request {requestId}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
