import type { Talk } from './talk';
import { arabic } from './texts/arabic';
import { french } from './texts/french';
import { german } from './texts/german';
import { hindi } from './texts/hindi';
import { japanese } from './texts/japanese';
import { spanish } from './texts/spanish';
import { swedish } from './texts/swedish';

const open = { kind: 'room', visibility: 'public' } as const;
const closed = { kind: 'group', visibility: 'private' } as const;
const direct = { kind: 'direct', visibility: 'private' } as const;
const quiet = { ending: [], endedMinutesAgo: 6 * 24 * 60 };

/** Talks in other languages, some of them without Eli. */
export const abroad: readonly Talk[] = [
  { ...open, ...quiet, name: 'hamburg', members: ['lena', 'eli', 'jonas', 'noor'], dialogues: german, weight: 4 },
  { ...open, ...quiet, name: 'madrid', members: ['tomas', 'eli', 'maya', 'camille'], dialogues: spanish, weight: 4 },
  { ...closed, ...quiet, name: 'lyon', members: ['camille', 'noor', 'eli', 'sam'], dialogues: french, weight: 4 },
  { ...direct, ...quiet, name: 'noor-camille', members: ['noor', 'camille'], dialogues: french, weight: 2 },
  { ...direct, ...quiet, name: 'jonas-astrid', members: ['jonas', 'astrid'], dialogues: swedish, weight: 4 },
  { ...closed, ...quiet, name: 'fika', members: ['astrid', 'jonas', 'eli'], dialogues: swedish, weight: 2 },
  { ...direct, ...quiet, name: 'hana-kenji', members: ['hana', 'kenji'], dialogues: japanese, weight: 4 },
  { ...closed, ...quiet, name: '東京', members: ['hana', 'kenji', 'eli'], dialogues: japanese, weight: 2 },
  { ...direct, ...quiet, name: 'noor-omar', members: ['noor', 'omar'], dialogues: arabic, weight: 4 },
  { ...closed, ...quiet, name: 'فريق بيروت', members: ['omar', 'noor', 'eli'], dialogues: arabic, weight: 2 },
  { ...direct, ...quiet, name: 'priya-arjun', members: ['priya', 'arjun'], dialogues: hindi, weight: 4 },
  { ...closed, ...quiet, name: 'पुणे टीम', members: ['arjun', 'priya', 'eli'], dialogues: hindi, weight: 2 },
];
