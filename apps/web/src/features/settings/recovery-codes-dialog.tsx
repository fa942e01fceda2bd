import { Download } from 'lucide-react';
import { useState } from 'react';
import { useServerName } from '../../lib/server-info';
import { useMe } from '../../lib/watch';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Icon } from '../../ui/icon';

/** Shown once: the server keeps only their hashes. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const server = useServerName();
  const { username } = useMe();
  const [kept, setKept] = useState(false);
  const text = codes.join('\n');
  const download = () => {
    const link = document.createElement('a');
    const head = `Recovery codes of ${username} at ${server}. Each works once.\n\n`;
    link.href = URL.createObjectURL(new Blob([`${head}${text}\n`], { type: 'text/plain' }));
    link.download = 'recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Dialog
      title="Keep these recovery codes"
      lead="Each of them signs you in once without your phone. They are shown this one time; the older ones have ended."
      onClose={onClose}
    >
      <ul
        aria-label="Recovery codes"
        className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-[13px] border border-line bg-raise px-5 py-4 font-mono text-[14px] leading-6"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2.5">
        <CopyButton text={text} label="Copy all" />
        <Button onClick={download}>
          <Icon of={Download} size={17} />
          Download
        </Button>
      </div>
      <label className="mt-5 flex items-center gap-2.5 text-[14px] leading-5">
        <input
          type="checkbox"
          checked={kept}
          onChange={(event) => setKept(event.target.checked)}
          className="size-[18px] accent-accent"
        />
        I keep them in a safe place
      </label>
      <DialogActions>
        <Button look="primary" disabled={!kept} onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
