import { useState } from 'react';
import { requestIdOf, wordsFor } from '../../lib/error-words';

export interface Failure {
  words: string;
  requestId: string | null;
  cause: unknown;
}

/** One request at a time: a double click must not register twice. */
export function useSubmit(act: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await act();
    } catch (cause) {
      setFailure({ words: wordsFor(cause), requestId: requestIdOf(cause), cause });
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, submit };
}
