import { TimelineSkeleton } from './timeline-states';

export function OlderHistory({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  if (!failed) return <TimelineSkeleton groups={2} />;
  return (
    <p role="alert" className="px-5 py-6 text-center text-[14px] text-ink-2">
      Older messages did not load.{' '}
      <button type="button" className="touch-around font-semibold text-accent-ink hover:underline" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
