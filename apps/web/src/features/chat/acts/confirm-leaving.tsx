import type { Conversation } from '@parley/contracts';
import { Confirm } from './confirm';
import { leavingOf } from './questions';

interface ConfirmLeavingProps {
  conversation: Conversation;
  onLeave: () => Promise<unknown>;
  onClose: () => void;
}

export function ConfirmLeaving({ conversation, onLeave, onClose }: ConfirmLeavingProps) {
  return <Confirm question={{ ...leavingOf(conversation), run: onLeave }} onClose={onClose} />;
}
