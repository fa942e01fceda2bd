import { Navigate, useRouterState } from '@tanstack/react-router';
import { Suspense, type ReactNode } from 'react';
import { useServerInfo } from '../lib/server-info';
import { useSession } from '../lib/watch';
import { doorOf } from './door-of';
import { SignInPage } from './doors';
import { Splash } from './splash';

/** Decides by the session alone what may be seen; the address stays, so that one lands where one wanted to go. */
export function Gate({ children }: { children: ReactNode }) {
  const { state } = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const door = doorOf(path);
  const { data: info, isPending } = useServerInfo();

  if (state === 'unknown') return <Splash bare={door !== null} />;
  if (state === 'signed-in') {
    if (door === 'outside') return <Navigate to="/" replace />;
    return <Suspense fallback={<Splash bare={door !== null} />}>{children}</Suspense>;
  }
  if (isPending) return <Splash bare />;
  if (info?.firstRun && path !== '/sign-up') return <Navigate to="/sign-up" replace />;
  return <Suspense fallback={<Splash bare />}>{door ? children : <SignInPage />}</Suspense>;
}
