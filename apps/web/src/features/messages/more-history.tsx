import { TimelineSkeleton } from './timeline-states';

interface MoreHistoryProps {
  which: 'Older' | 'Newer';
  failed: boolean;
  onRetry: () => void;
}

export function MoreHistory({ which, failed, onRetry }: MoreHistoryProps) {
  if (!failed) return <TimelineSkeleton groups={2} />;
  return (
    <p role="alert" className="px-5 py-6 text-center text-[14px] text-ink-2">
      {which} messages did not load.{' '}
      <button type="button" className="touch-around font-semibold text-accent-ink hover:underline" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
