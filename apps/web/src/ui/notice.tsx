import type { ReactNode } from 'react';

interface NoticeProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  picture?: ReactNode;
  /** Lets the person running the server find this very failure in the log. */
  requestId?: string | null;
  tone?: 'status' | 'alert';
}

/** A designed "nothing here" or "this did not work": what happened, and what to do next. */
export function Notice({ title, children, actions, picture, requestId, tone }: NoticeProps) {
  return (
    <div role={tone} className="mx-auto flex max-w-[380px] flex-col items-center px-6 py-10 text-center">
      {picture}
      <h2 className="text-[16px] leading-6 font-semibold text-ink">{title}</h2>
      {children ? <div className="mt-1 text-[14px] leading-[21px] text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-5 flex flex-wrap justify-center gap-2.5">{actions}</div> : null}
      {requestId ? (
        <p className="mt-5 text-[12.5px] text-ink-3">
          Request{' '}
          <code className="rounded-chip bg-hover px-1.5 py-0.5 font-mono text-[12px] select-all">{requestId}</code>
        </p>
      ) : null}
    </div>
  );
}
