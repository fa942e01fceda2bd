import type { RecoveryCodes, TotpConfirmRequest, TotpSetup } from '@parley/contracts';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { useSureRequests } from '../../lib/step-up.store';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { CopyButton } from '../../ui/copy-button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { FormFailure } from '../../ui/form-failure';

const QrCode = lazy(async () => ({ default: (await import('../../ui/qr-code')).QrCode }));

interface TotpSetupDialogProps {
  setup: TotpSetup;
  onConfirmed: (recoveryCodes: string[]) => void;
  onClose: () => void;
}

export function TotpSetupDialog({ setup, onConfirmed, onClose }: TotpSetupDialogProps) {
  const http = useSureRequests();
  const [code, setCode] = useState('');
  const { busy, failure, submit } = useSubmit(async (digits: string) => {
    const request: TotpConfirmRequest = { code: digits };
    const { codes } = await http.request<RecoveryCodes>('POST', '/api/users/me/totp/confirm', request);
    onConfirmed(codes);
  });
  const enter = async (digits: string) => {
    if (digits.length === 6 && !(await submit(digits))) setCode('');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void enter(code);
  };
  return (
    <Dialog
      title="Set up the authenticator app"
      lead="Scan this with the app, then type the six digits it shows."
      onClose={onClose}
    >
      <div className="flex flex-col items-center gap-4 pane:flex-row pane:items-start">
        <Suspense fallback={<span className="breathe size-44 shrink-0 rounded-control bg-line" />}>
          <QrCode text={setup.uri} label="QR code for the authenticator app" />
        </Suspense>
        <div className="flex min-w-0 flex-col gap-2 self-stretch">
          <p className="text-[13.5px] leading-5 text-ink-2">No camera at hand? Type this into the app:</p>
          <code className="font-mono text-[13.5px] leading-5 break-all select-all">{grouped(setup.secret)}</code>
          <CopyButton text={setup.secret} label="Copy the key" className="self-start" />
        </div>
      </div>
      <form noValidate onSubmit={onSubmit} className="mt-5 flex flex-col gap-4">
        <FormFailure failure={failure} className="" />
        <CodeField
          label="Code from the app"
          value={code}
          onChange={setCode}
          onComplete={(digits) => void enter(digits)}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            {busy ? 'Checking…' : 'Turn on'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** In fours, as people read such things to themselves. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
