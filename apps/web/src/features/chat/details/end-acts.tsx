import { may, type Conversation } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Archive, ArchiveRestore, LogOut, Trash2, type LucideIcon } from 'lucide-react';
import { useClient } from '../../../lib/client-context';
import { wordsFor } from '../../../lib/error-words';
import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/icon';
import { toast } from '../../../ui/toast';
import type { Question } from '../acts/confirm';
import { archivingOf, deletionOf, leavingOf } from '../acts/questions';

interface EndActsProps {
  conversation: Conversation;
  onAsk: (question: Question) => void;
}

/** The ways out, for one or for all. */
export function EndActs({ conversation, onAsk }: EndActsProps) {
  const { conversations } = useClient();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { id, name, role, archivedAt } = conversation;
  const allows = (action: 'leave' | 'archive' | 'delete') => may(role, action, conversation);
  const failed = (cause: unknown) => toast(wordsFor(cause));

  const leave = async () => {
    await conversations.leave(id);
    await navigate({ to: '/' });
  };
  const restore = () => {
    conversations
      .restore(id)
      .then(() => navigate({ to: '/c/$conversationId', params: { conversationId: id } }), failed);
  };
  const remove = async () => {
    await conversations.delete(id);
    await navigate({ to: '/' });
    void queries.invalidateQueries({ queryKey: ['deleted'] });
    toast(`${name} is deleted.`, { label: 'Undo', run: restore });
  };
  const archive = () => conversations.change(id, { archived: true });
  const unarchive = () => conversations.change(id, { archived: false }).catch(failed);

  return (
    <div className="-mx-2 flex flex-col border-t border-line pt-3">
      {allows('archive') && archivedAt === null ? (
        <Act
          icon={Archive}
          words="Archive for everybody…"
          onClick={() => onAsk({ ...archivingOf(conversation), run: archive })}
        />
      ) : null}
      {allows('archive') && archivedAt !== null ? (
        <Act icon={ArchiveRestore} words="Take out of the archive for everybody" onClick={() => void unarchive()} />
      ) : null}
      {allows('leave') ? (
        <Act icon={LogOut} words="Leave…" careful onClick={() => onAsk({ ...leavingOf(conversation), run: leave })} />
      ) : null}
      {allows('delete') ? (
        <Act
          icon={Trash2}
          words="Delete…"
          careful
          onClick={() => onAsk({ ...deletionOf(conversation), run: remove })}
        />
      ) : null}
    </div>
  );
}

interface ActProps {
  icon: LucideIcon;
  words: string;
  careful?: boolean;
  onClick: () => void;
}

function Act({ icon, words, careful = false, onClick }: ActProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={classes(
        'flex min-h-11 items-center gap-3 rounded-[12px] px-2 text-left text-[14.5px] hover:bg-hover',
        careful ? 'text-warn-ink' : 'text-ink',
      )}
    >
      <span className="grid w-9 place-items-center">
        <Icon of={icon} size={18} />
      </span>
      {words}
    </button>
  );
}
