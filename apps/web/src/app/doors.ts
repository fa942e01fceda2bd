import { lazy, type ComponentType } from 'react';

/** Fetched by who is signed out; whoever is signed in never loads them. */
const door = <P>(load: () => Promise<ComponentType<P>>) => lazy(async () => ({ default: await load() }));

export const SignInPage = door(async () => (await import('../features/auth/sign-in-page')).SignInPage);
export const SignUpPage = door(async () => (await import('../features/auth/sign-up-page')).SignUpPage);
export const JoinPage = door(async () => (await import('../features/auth/join-page')).JoinPage);
export const ForgotPage = door(async () => (await import('../features/auth/forgot-page')).ForgotPage);
export const ResetPage = door(async () => (await import('../features/auth/reset-page')).ResetPage);
export const VerifyPage = door(async () => (await import('../features/auth/verify-page')).VerifyPage);
