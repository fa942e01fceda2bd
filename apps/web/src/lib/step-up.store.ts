import { ParleyError, type Requests } from '@parley/client';
import { useMemo } from 'react';
import { create } from 'zustand';
import { useClient } from './client-context';

interface StepUp {
  /** Set while somebody is asked to prove again who they are. */
  settle: ((proven: boolean) => void) | null;
}

export const useStepUp = create<StepUp>()(() => ({ settle: null }));

/** Who was asked to prove who they are closed the dialog: nothing went wrong, and nothing was done. */
export class Declined extends Error {
  override readonly name = 'Declined';
}

/** Two requests that need it share one dialog. */
let asking: Promise<boolean> | null = null;

function ask(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    const settle = (proven: boolean) => {
      asking = null;
      useStepUp.setState({ settle: null });
      resolve(proven);
    };
    useStepUp.setState({ settle });
  });
  return asking;
}

/** Requests that ask for the password again where the server wants it, and are then repeated as they were. */
export function useSureRequests(): Requests {
  const { http } = useClient();
  return useMemo(
    () => ({
      request: async (method, path, body) => {
        try {
          return await http.request(method, path, body);
        } catch (cause) {
          if (!(cause instanceof ParleyError) || cause.code !== 'auth.step_up_required') throw cause;
        }
        if (!(await ask())) throw new Declined();
        return http.request(method, path, body);
      },
    }),
    [http],
  );
}
