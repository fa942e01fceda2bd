import { serverMay, type ServerAction, type ServerRole } from '@parley/contracts';
import {
  BadgeCheck,
  KeyRound,
  Palette,
  ScrollText,
  Server,
  ShieldCheck,
  Ticket,
  UserRound,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';

interface Section {
  title: string;
  /** One line: what one finds there. */
  note: string;
  icon: LucideIcon;
  group: 'you' | 'server';
  needs?: ServerAction;
}

export const sections = {
  profile: { title: 'Profile', note: 'Name, status, time zone', icon: UserRound, group: 'you' },
  account: { title: 'Account', note: 'E-mail and password', icon: BadgeCheck, group: 'you' },
  security: { title: 'Security', note: 'Second factor, devices', icon: KeyRound, group: 'you' },
  privacy: { title: 'Privacy', note: 'What others see, blocked people', icon: ShieldCheck, group: 'you' },
  appearance: { title: 'Appearance', note: 'Light and dark', icon: Palette, group: 'you' },
  server: { title: 'Server', note: 'Name and registration', icon: Server, group: 'server', needs: 'server.change' },
  invites: {
    title: 'Invites',
    note: 'Links that let people in',
    icon: Ticket,
    group: 'server',
    needs: 'invite.create',
  },
  people: { title: 'People', note: 'Roles, suspensions', icon: UsersRound, group: 'server', needs: 'people.read' },
  audit: {
    title: 'Audit',
    note: 'What happened, and who did it',
    icon: ScrollText,
    group: 'server',
    needs: 'audit.read',
  },
} as const satisfies Record<string, Section>;

export type SectionId = keyof typeof sections;

export function isSection(id: string): id is SectionId {
  return Object.hasOwn(sections, id);
}

/** What this role finds in its settings, in order. */
export function sectionsFor(role: ServerRole): (Section & { id: SectionId })[] {
  const all = Object.entries(sections) as [SectionId, Section][];
  return all.flatMap(([id, section]) => (!section.needs || serverMay(role, section.needs) ? [{ ...section, id }] : []));
}
