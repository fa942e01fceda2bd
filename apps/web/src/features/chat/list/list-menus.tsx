import type { Conversation } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useClient } from '../../../lib/client-context';
import { useConversation } from '../../../lib/watch';
import type { AskedMenu } from '../../../lib/use-asked-menu';

const RowMenu = lazy(() => import('./row-menu').then((module) => ({ default: module.RowMenu })));
const ConfirmLeaving = lazy(() =>
  import('../acts/confirm-leaving').then((module) => ({ default: module.ConfirmLeaving })),
);

interface ListMenusProps {
  asked: AskedMenu | null;
  openId: string | null;
  onClose: () => void;
}

/** The menu of the row that was asked for, and the question that leaving raises. */
export function ListMenus({ asked, openId, onClose }: ListMenusProps) {
  const { conversations } = useClient();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<Conversation | null>(null);
  const conversation = useConversation(asked?.id ?? '');
  const leave = async ({ id }: Conversation) => {
    if (id === openId) await navigate({ to: '/' });
    await conversations.leave(id);
  };
  return (
    <Suspense fallback={null}>
      {asked && conversation ? (
        <RowMenu conversation={conversation} asked={asked} onClose={onClose} onLeave={() => setLeaving(conversation)} />
      ) : null}
      {leaving ? (
        <ConfirmLeaving conversation={leaving} onLeave={() => leave(leaving)} onClose={() => setLeaving(null)} />
      ) : null}
    </Suspense>
  );
}
