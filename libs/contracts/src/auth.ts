import type { Me } from './users';

/** `cookie` sets both cookies (browsers), `token` puts the refresh token in the body (bots, apps). */
export type SessionTransport = 'cookie' | 'token';

export interface RegisterRequest {
  email: string;
  username: string;
  password: string;
  name?: string;
  /** Needed for the first account of a server when it is created from beyond the machine itself. */
  setupCode?: string;
  session?: SessionTransport;
}

export interface LoginRequest {
  /** E-mail address or username. */
  login: string;
  password: string;
  session?: SessionTransport;
}

export interface RefreshRequest {
  /** Left out by browsers: their cookie carries it. */
  refreshToken?: string;
}

export interface SignedIn {
  user: Me;
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken?: string;
}

export const cookieNames = {
  access: 'parley_access',
  refresh: 'parley_refresh',
} as const;

/** What the sign-in page needs before anybody is signed in. */
export interface ServerInfo {
  name: string;
  /** True until the first account exists: that account will own the server. */
  firstRun: boolean;
  /** True when creating the first account from here needs the code printed at start. */
  setupCodeRequired: boolean;
}
