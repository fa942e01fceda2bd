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
  /** Of the first account only: what the server is called. */
  serverName?: string;
  /** The code of an invite link; needed where registration is by invite. */
  invite?: string;
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

/** What a sign-in answers when the password or the code was right and a second factor is due. */
export interface SignInChallenge {
  /** Valid for five minutes, for one sign-in. */
  challenge: string;
  methods: SecondFactorMethod[];
}

export const secondFactorMethods = ['totp', 'recovery'] as const;

export type SecondFactorMethod = (typeof secondFactorMethods)[number];

export interface SecondFactorRequest {
  challenge: string;
  method: SecondFactorMethod;
  code: string;
  session?: SessionTransport;
}

/** Answered 202 whatever the address: whether there is an account is not told. */
export interface OtpRequest {
  email: string;
}

export interface OtpVerifyRequest {
  email: string;
  /** Six digits. */
  code: string;
  /** For an address without an account, where registration is by invite. */
  invite?: string;
  /** For an address without an account, while there is none at all: as in `RegisterRequest`. */
  setupCode?: string;
  session?: SessionTransport;
}

/** `POST /api/auth/password/forgot`, answered 202 whatever the address. */
export interface ForgotPasswordRequest {
  email: string;
}

/** `POST /api/auth/password/reset`, 204. Ends every session of the account. */
export interface ResetPasswordRequest {
  /** From the link in the mail. */
  token: string;
  password: string;
}

/** `POST /api/auth/email/verify`, 204: proves a new account's address, or carries out a change of address. */
export interface VerifyEmailRequest {
  /** From the link in the mail. */
  token: string;
}

/** `POST /api/users/me/password`, 204, after a step-up; the other sessions end. */
export interface ChangePasswordRequest {
  password: string;
}

/** `POST /api/users/me/email`, 202, after a step-up: the new address gets a link, the old one a notice. */
export interface ChangeEmailRequest {
  email: string;
}

/** How a session proves again that it is its person's: `POST /api/auth/step-up`, 200. */
export const stepUpMethods = ['password', 'totp', 'recovery', 'email'] as const;

export type StepUpMethod = (typeof stepUpMethods)[number];

export interface StepUpRequest {
  method: StepUpMethod;
  /** The password, or the code of the factor; `email` takes the code of `POST /api/auth/step-up/code`. */
  secret: string;
}

export interface SteppedUp {
  /** Seconds during which sensitive changes are possible in this session. */
  expiresIn: number;
}

/** `GET /api/users/me/security`. */
export interface Security {
  hasPassword: boolean;
  totp: { enabledAt: string } | null;
  recoveryCodesLeft: number;
  /** How this person can step up. */
  stepUpMethods: StepUpMethod[];
}

/** `POST /api/users/me/totp`, 201, after a step-up: not in force until `POST /api/users/me/totp/confirm`. */
export interface TotpSetup {
  /** Base32, to type in where there is no camera. */
  secret: string;
  /** `otpauth://…`, for a QR code. */
  uri: string;
}

export interface TotpConfirmRequest {
  code: string;
}

/** Shown once. `POST /api/users/me/recovery-codes` makes new ones, and the old ones end. */
export interface RecoveryCodes {
  codes: string[];
}

/** One of `GET /api/users/me/sessions`. */
export interface MySession {
  id: string;
  /** Whether it is the one that asks. */
  current: boolean;
  /** For people: "Firefox on Linux". */
  device: string;
  address: string | null;
  createdAt: string;
  lastSeenAt: string;
}
