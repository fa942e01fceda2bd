import type { ReactNode } from 'react';
import { requestIdOf, wordsFor } from '../lib/error-words';
import { Button } from './button';
import { Notice } from './notice';
import { PanelSkeleton } from './panel';

interface LoadStateProps<T> {
  of: { data: T | undefined; error: unknown; refetch: () => unknown };
  rows?: number;
  children: (data: T) => ReactNode;
}

/** What was asked for: on its way, there, or why not. */
export function LoadState<T>({ of, rows = 3, children }: LoadStateProps<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.error)
    return (
      <Notice
        tone="alert"
        title="This did not load"
        requestId={requestIdOf(of.error)}
        actions={<Button onClick={() => void of.refetch()}>Try again</Button>}
      >
        {wordsFor(of.error)}
      </Notice>
    );
  return <PanelSkeleton rows={rows} />;
}
