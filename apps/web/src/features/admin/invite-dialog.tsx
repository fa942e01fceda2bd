import type { Invite } from '@parley/contracts';
import { lazy, Suspense } from 'react';
import { untilWords } from '../../lib/last-seen';
import { useNow } from '../../lib/now';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';

const QrCode = lazy(async () => ({ default: (await import('../../ui/qr-code')).QrCode }));

export function InviteDialog({ invite, onClose }: { invite: Invite; onClose: () => void }) {
  const now = useNow();
  const { url, expiresAt } = invite;
  const until = expiresAt ? `It works ${untilWords(new Date(expiresAt), now)}.` : 'It does not expire.';
  return (
    <Dialog
      title="Your invite link"
      lead={`Send it to whom you want here, or let them scan it. ${until}`}
      onClose={onClose}
    >
      <div className="flex flex-col items-center gap-4">
        <Suspense fallback={<span className="breathe size-44 rounded-control bg-line" />}>
          <QrCode text={url} label="QR code of the invite link" />
        </Suspense>
        <code className="w-full rounded-control border border-line bg-raise px-3.5 py-2.5 text-center font-mono text-[13.5px] leading-5 break-all select-all">
          {url}
        </code>
        <CopyButton text={url} label="Copy the link" className="w-full" />
      </div>
    </Dialog>
  );
}
