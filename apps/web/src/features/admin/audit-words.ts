import type { AuditEntry, AuditType } from '@parley/contracts';

export const auditWords: Record<AuditType, string> = {
  registered: 'Account made',
  signed_in: 'Signed in',
  sign_in_failed: 'Sign-in failed',
  signed_out: 'Signed out',
  session_revoked: 'Session ended',
  refresh_reused: 'Old token used again',
  password_changed: 'Password changed',
  password_reset: 'Password reset by mail',
  email_changed: 'E-mail changed',
  email_verified: 'E-mail verified',
  second_factor_enabled: 'Second factor turned on',
  second_factor_disabled: 'Second factor turned off',
  second_factor_failed: 'Second factor failed',
  recovery_code_used: 'Recovery code used',
  recovery_codes_renewed: 'Recovery codes made anew',
  step_up_failed: 'Proof of identity failed',
  invite_created: 'Invite made',
  invite_revoked: 'Invite withdrawn',
  invite_redeemed: 'Invite used',
  role_changed: 'Role changed',
  suspended: 'Suspended',
  unsuspended: 'Suspension lifted',
  server_changed: 'Server changed',
  user_blocked: 'Person blocked',
  user_unblocked: 'Person unblocked',
};

const grave: ReadonlySet<AuditType> = new Set<AuditType>([
  'sign_in_failed',
  'refresh_reused',
  'second_factor_failed',
  'second_factor_disabled',
  'step_up_failed',
  'suspended',
]);

/** What somebody who looks after the server reads first. */
export const isGrave = (type: AuditType): boolean => grave.has(type);

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "role: admin", as the server told it; ids say nothing to people. */
export function factsOf({ data }: AuditEntry): string[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const text = value === null ? '' : String(value);
    return text === '' || id.test(text) ? [] : [`${name}: ${text}`];
  });
}
