import { Navigate, useRouterState } from '@tanstack/react-router';
import { Suspense, type ReactNode } from 'react';
import { useServerInfo } from '../lib/server-info';
import { useSession } from '../lib/watch';
import { SignInPage } from './doors';
import { Splash } from './splash';

const doors = ['/sign-in', '/sign-up'];

/** Decides by the session alone what may be seen; the address stays, so that one lands where one wanted to go. */
export function Gate({ children }: { children: ReactNode }) {
  const { state } = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const atDoor = doors.includes(path);
  const { data: info, isPending } = useServerInfo();

  if (state === 'unknown') return <Splash />;
  if (state === 'signed-in') {
    return atDoor ? <Navigate to="/" replace /> : <Suspense fallback={<Splash />}>{children}</Suspense>;
  }
  if (isPending) return <Splash bare />;
  if (info?.firstRun && path !== '/sign-up') return <Navigate to="/sign-up" replace />;
  return <Suspense fallback={<Splash bare />}>{atDoor ? children : <SignInPage />}</Suspense>;
}
