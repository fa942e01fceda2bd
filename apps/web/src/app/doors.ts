import { lazy } from 'react';

/** Fetched by who is signed out; whoever is signed in never loads them. */
export const SignInPage = lazy(() =>
  import('../features/auth/sign-in-page').then((module) => ({ default: module.SignInPage })),
);
export const SignUpPage = lazy(() =>
  import('../features/auth/sign-up-page').then((module) => ({ default: module.SignUpPage })),
);
