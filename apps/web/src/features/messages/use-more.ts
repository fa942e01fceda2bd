import { useCallback, useRef, useState } from 'react';

/** One page at a time. After a failure it waits to be asked again, or scrolling would ask without end. */
export function useMore(loadPage: () => Promise<void>) {
  const [failed, setFailed] = useState(false);
  const busy = useRef(false);
  const retry = useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    setFailed(false);
    loadPage()
      .catch(() => setFailed(true))
      .finally(() => {
        busy.current = false;
      });
  }, [loadPage]);
  const load = useCallback(() => {
    if (!failed) retry();
  }, [failed, retry]);
  return { load, retry, failed };
}
