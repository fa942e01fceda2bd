/** What the server remembers for those who look after it: who did what to whom, from where. */
export const auditTypes = [
  'registered',
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'session_revoked',
  'refresh_reused',
  'password_changed',
  'password_reset',
  'email_changed',
  'email_verified',
  'second_factor_enabled',
  'second_factor_disabled',
  'second_factor_failed',
  'recovery_code_used',
  'recovery_codes_renewed',
  'step_up_failed',
  'invite_created',
  'invite_revoked',
  'invite_redeemed',
  'role_changed',
  'suspended',
  'unsuspended',
  'server_changed',
  'user_blocked',
  'user_unblocked',
] as const;

export type AuditType = (typeof auditTypes)[number];

export interface AuditPerson {
  id: string;
  /** Null when the account is gone. */
  username: string | null;
}

export interface AuditEntry {
  id: string;
  at: string;
  type: AuditType;
  /** Who did it; null when nobody had shown who they are. */
  actor: AuditPerson | null;
  /** Whom it concerns. */
  subject: AuditPerson | null;
  address: string | null;
  userAgent: string | null;
  data: Record<string, string | number | boolean | null>;
}
