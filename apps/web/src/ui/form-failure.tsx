interface FormFailureProps {
  failure: { words: string; requestId: string | null } | null;
  className?: string;
}

/** Always in the page, so that a screen reader hears what comes into it. */
export function FormFailure({ failure, className = 'mb-4' }: FormFailureProps) {
  return (
    <div role="alert" className="empty:hidden">
      {failure ? (
        <p
          className={`rise rounded-control border border-warn bg-raise px-3.5 py-2.5 text-[14px] leading-5 text-ink ${className}`}
        >
          {failure.words}
          {failure.requestId ? (
            <span className="mt-0.5 block text-[12.5px] break-all text-ink-3">Request {failure.requestId}</span>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
