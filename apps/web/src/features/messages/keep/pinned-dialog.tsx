import type { Message } from '@parley/contracts';
import { PinOff } from 'lucide-react';
import { Dialog } from '../../../ui/dialog';
import { KeptRow } from './kept-row';

interface PinnedDialogProps {
  pins: readonly Message[];
  nameOf: (id: string) => string;
  onGoTo: (seq: number) => void;
  /** Null for who may not. */
  onUnpin: ((messageId: string) => void) | null;
  onClose: () => void;
}

export function PinnedDialog({ pins, nameOf, onGoTo, onUnpin, onClose }: PinnedDialogProps) {
  return (
    <Dialog title="Pinned messages" lead="Kept in sight for everybody here." onClose={onClose}>
      <ul className="-mx-2 flex flex-col">
        {pins.map((message) => (
          <li key={message.id}>
            <KeptRow
              message={message}
              author={nameOf(message.senderId)}
              onOpen={() => onGoTo(message.seq)}
              out={onUnpin && { icon: PinOff, label: 'Unpin', onPress: () => onUnpin(message.id) }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
