import type { Conversation } from '@parley/contracts';
import { limits } from '@parley/contracts';
import { peopleCount } from '../../../lib/kinds';
import type { Question } from './confirm';

type Asked = Pick<Question, 'title' | 'words' | 'label' | 'careful'>;

/** What leaving means depends on who leaves. */
export function leavingOf({ name, kind, visibility, role, memberCount }: Conversation): Asked {
  const back =
    kind === 'room' && visibility === 'public'
      ? 'You can join again whenever you like.'
      : 'Somebody inside has to add you if you want to come back.';
  const heir =
    'If nobody else owns it, its longest-standing admin becomes the owner, or else whoever has been here longest.';
  const words =
    memberCount === 1
      ? 'You are the last one here. It is deleted when you leave.'
      : `You will not read it any more. ${back}${role === 'owner' ? ` ${heir}` : ''}`;
  return { title: `Leave ${name}?`, words, label: 'Leave', careful: true };
}

export function deletionOf({ name, memberCount }: Conversation): Asked {
  return {
    title: `Delete ${name}?`,
    words: `It disappears at once for ${peopleCount(memberCount)}, with everything in it. You can take this back for ${limits.deletionGraceDays} days, from the archive at the end of your list.`,
    label: 'Delete',
    careful: true,
  };
}

export function archivingOf({ name }: Conversation): Asked {
  return {
    title: `Archive ${name} for everybody?`,
    words: 'Everybody can still read it, and nobody can write until it is taken out of the archive.',
    label: 'Archive',
  };
}
