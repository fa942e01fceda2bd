import { createRootRoute, createRoute, createRouter, Navigate, Outlet } from '@tanstack/react-router';
import { lazy } from 'react';
import { SignInPage } from '../features/auth/sign-in-page';
import { SignUpPage } from '../features/auth/sign-up-page';
import { Gate } from './gate';

// The larger half: fetched while the session is being resumed, and not at all by who only signs in.
const Shell = lazy(() => import('./shell').then((module) => ({ default: module.Shell })));
const NothingOpen = lazy(() => import('./nothing-open').then((module) => ({ default: module.NothingOpen })));
const ConversationPage = lazy(() =>
  import('./conversation-page').then((module) => ({ default: module.ConversationPage })),
);

const root = createRootRoute({
  component: () => (
    <Gate>
      <Outlet />
    </Gate>
  ),
  notFoundComponent: () => <Navigate to="/" replace />,
});

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage });
const signUp = createRoute({ getParentRoute: () => root, path: '/sign-up', component: SignUpPage });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: () => <Shell /> });
const index = createRoute({ getParentRoute: () => shell, path: '/', component: () => <NothingOpen /> });
const conversation = createRoute({
  getParentRoute: () => shell,
  path: '/c/$conversationId',
  component: function OpenConversation() {
    const { conversationId } = conversation.useParams();
    return <ConversationPage key={conversationId} conversationId={conversationId} />;
  },
});

const routeTree = root.addChildren([signIn, signUp, shell.addChildren([index, conversation])]);

export function createAppRouter() {
  return createRouter({ routeTree, defaultPreload: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
