import type { Conversation, Me, Member, Role } from '@parley/contracts';
import {
  ArrowDownToLine,
  Crown,
  Eye,
  KeyRound,
  Shield,
  ShieldBan,
  User,
  UserMinus,
  type LucideIcon,
} from 'lucide-react';
import { useClient } from '../../../lib/client-context';
import { wordsFor } from '../../../lib/error-words';
import { toast } from '../../../ui/toast';
import type { Question } from '../acts/confirm';
import { memberActsOf, type MemberAct } from './member-acts';

interface Shown {
  key: string;
  icon: LucideIcon;
  label: string;
  careful?: boolean;
  run: () => void;
}

const roleActs: Record<Role, { icon: LucideIcon; label: string }> = {
  owner: { icon: Crown, label: 'Make an owner' },
  admin: { icon: Shield, label: 'Make an admin' },
  member: { icon: User, label: 'Make a member' },
  read_only: { icon: Eye, label: 'Let only read' },
};

interface MemberActsInput {
  member: Member;
  conversation: Conversation;
  me: Me;
  onAsk: (question: Question) => void;
}

/** What the menu of a member offers, and what each of it does. */
export function useMemberActs({ member, conversation, me, onAsk }: MemberActsInput): Shown[] {
  const { members } = useClient();
  const { id, name: place } = conversation;
  const { userId, name } = member;

  const setRole = (to: Role) => {
    members.setRole(id, userId, to).catch((cause: unknown) => toast(wordsFor(cause)));
  };
  const ask = (key: 'hand-over' | 'remove' | 'ban' | 'step-down', run: () => Promise<unknown>) =>
    onAsk({ ...questions[key](name, place), run });

  const shown = (act: MemberAct): Shown => {
    switch (act.kind) {
      case 'role':
        return { key: act.to, ...roleActs[act.to], run: () => setRole(act.to) };
      case 'hand-over':
        return looks('hand-over', () => ask('hand-over', () => members.handOver(id, userId)));
      case 'step-down':
        return looks('step-down', () => ask('step-down', () => members.setRole(id, userId, 'member')));
      case 'remove':
        return looks('remove', () => ask('remove', () => members.remove(id, userId)));
      case 'ban':
        return looks('ban', () => ask('ban', () => members.ban(id, userId)));
    }
  };
  return memberActsOf(conversation, member, me.id).map(shown);
}

const asked = {
  'hand-over': { icon: KeyRound, label: 'Hand ownership over…', careful: false },
  'step-down': { icon: ArrowDownToLine, label: 'Step down…', careful: false },
  remove: { icon: UserMinus, label: 'Remove…', careful: true },
  ban: { icon: ShieldBan, label: 'Ban…', careful: true },
} as const;

const looks = (key: keyof typeof asked, run: () => void): Shown => ({ key, ...asked[key], run });

const questions: Record<keyof typeof asked, (name: string, place: string) => Omit<Question, 'run'>> = {
  'hand-over': (name, place) => ({
    title: 'Hand ownership over?',
    words: `${name} becomes an owner of ${place}, and you become an admin. Only an owner can change that again.`,
    label: 'Hand over',
  }),
  'step-down': (_name, place) => ({
    title: 'Step down?',
    words: `You become an ordinary member of ${place}. Only somebody who still looks after it can change that again.`,
    label: 'Step down',
  }),
  remove: (name, place) => ({
    title: `Remove ${name}?`,
    words: `They can read nothing of ${place} any more. They may be added again.`,
    label: 'Remove',
    careful: true,
  }),
  ban: (name, place) => ({
    title: `Ban ${name}?`,
    words: `They can read nothing of ${place} any more, and cannot come back until the ban is lifted.`,
    label: 'Ban',
    careful: true,
  }),
};
