import { useRef, useState } from 'react';
import { requestIdOf, wordsFor } from './error-words';
import { Declined } from './step-up.store';

export interface Failure {
  words: string;
  requestId: string | null;
  cause: unknown;
}

export function failureOf(cause: unknown): Failure {
  return { words: wordsFor(cause), requestId: requestIdOf(cause), cause };
}

/** One request at a time: a double click must not register twice. `submit` answers whether it went well. */
export function useSubmit<A extends unknown[]>(act: (...args: A) => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const under = useRef(false);
  const submit = async (...args: A): Promise<boolean> => {
    if (under.current) return false;
    under.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await act(...args);
      return true;
    } catch (cause) {
      if (!(cause instanceof Declined)) setFailure(failureOf(cause));
      return false;
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return { busy, failure, submit };
}
