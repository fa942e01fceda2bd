import { createRootRoute, createRoute, createRouter, Navigate, Outlet } from '@tanstack/react-router';
import { lazy } from 'react';
import { readLinked } from '../lib/permalink';
import { Gate } from './gate';
import { ForgotPage, JoinPage, ResetPage, SignInPage, SignUpPage, VerifyPage } from './doors';

const loadShell = () => import('./shell');
const loadConversation = () => import('./conversation-page');
const Shell = lazy(() => loadShell().then((module) => ({ default: module.Shell })));
const ConversationPage = lazy(() => loadConversation().then((module) => ({ default: module.ConversationPage })));
const SettingsPage = lazy(() => import('./settings-page').then((module) => ({ default: module.SettingsPage })));
const NothingOpen = lazy(() => import('./nothing-open').then((module) => ({ default: module.NothingOpen })));

/** Fetches what a signed-in person needs while the server is still asked who they are. */
export function preloadInside(): void {
  void loadShell();
  void loadConversation();
}

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
const forgot = createRoute({ getParentRoute: () => root, path: '/forgot-password', component: ForgotPage });
const reset = createRoute({ getParentRoute: () => root, path: '/reset-password', component: ResetPage });
const verify = createRoute({ getParentRoute: () => root, path: '/verify-email', component: VerifyPage });
const join = createRoute({
  getParentRoute: () => root,
  path: '/join/$code',
  component: function OpenInvite() {
    const { code } = join.useParams();
    return <JoinPage code={code} />;
  },
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: () => <Shell /> });
const index = createRoute({ getParentRoute: () => shell, path: '/', component: () => <NothingOpen /> });
const conversation = createRoute({
  getParentRoute: () => shell,
  path: '/c/$conversationId',
  validateSearch: readLinked,
  component: function OpenConversation() {
    const { conversationId } = conversation.useParams();
    const { message } = conversation.useSearch();
    return <ConversationPage key={conversationId} conversationId={conversationId} linked={message} />;
  },
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: () => <SettingsPage section={null} />,
});
const settingsSection = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  component: function OpenSection() {
    const { section } = settingsSection.useParams();
    return <SettingsPage section={section} />;
  },
});

const routeTree = root.addChildren([
  signIn,
  signUp,
  forgot,
  reset,
  verify,
  join,
  settings,
  settingsSection,
  shell.addChildren([index, conversation]),
]);

export function createAppRouter() {
  return createRouter({ routeTree, defaultPreload: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
