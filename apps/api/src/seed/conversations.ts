import { abroad } from './abroad';
import { everybody } from './people';
import { announcements } from './texts/announcements';
import { design } from './texts/design';
import { german } from './texts/german';
import { hiring } from './texts/hiring';
import { incident } from './texts/incident';
import { notes } from './texts/notes';
import { pairing } from './texts/pairing';
import { release } from './texts/release';
import { spanish } from './texts/spanish';
import { watercooler } from './texts/watercooler';
import type { Talk } from './talk';

const day = 24 * 60;
const open = { kind: 'room', visibility: 'public' } as const;
const closed = { kind: 'group', visibility: 'private' } as const;
const direct = { kind: 'direct', visibility: 'private' } as const;
const others = everybody.filter((person) => person !== 'eli');

/** Latest first, as the list shows them. */
export const talks: readonly Talk[] = [
  {
    ...open,
    name: 'release-crew',
    members: ['maya', ...everybody.filter((person) => person !== 'maya')],
    dialogues: [...release, ...pairing],
    weight: 22,
    ending: [
      ['maya', 'Morning! Release train leaves at four. Anything still open goes to @priya before three please.'],
      ['jonas', 'The retry fix is in. It was the back-off, we were counting attempts per process:'],
      ['jonas', '```ts\nconst delay = jitter(base * 2 ** job.attempt, cap);\n```'],
      ['jonas', 'Measured over ten minutes with the broker gone: nothing lost, nothing twice.'],
      ['priya', 'New empty states are on staging. Which one for the harbour page?'],
      [
        'eli',
        "Left one, definitely. The boat sells it. Replica is caught up, so nothing from my side blocks four o'clock.",
      ],
      ['eli', 'docs/runbooks/failover.md is updated too.'],
      ['maya', 'Cutting the branch at four, last call 🔔'],
    ],
    endedMinutesAgo: 2,
  },
  {
    ...direct,
    name: 'eli-hana',
    members: ['eli', 'hana'],
    dialogues: [...pairing, ...design],
    weight: 7,
    ending: [
      ['eli', 'Could you look at the contrast of the new badge?'],
      ['hana', 'It is 4.6 : 1 on the light theme, fine. Dark needs one step more.'],
      ['hana', 'I have a variant, sending it in a minute ✨'],
    ],
    endedMinutesAgo: 3,
    unread: 2,
  },
  {
    ...closed,
    name: 'incident-0412',
    members: ['noor', 'eli', 'maya', 'jonas', 'sam', 'tomas', 'lena'],
    dialogues: incident,
    weight: 12,
    ending: [
      ['eli', 'Replica caught up, closing the alert. @noor the write pause was 1.4 s.'],
      ['noor', 'Thanks @eli. Timeline so far is in the document.'],
      ['jonas', 'Root cause: the disk alarm was set on the wrong volume.'],
      ['sam', 'Customer note is out, two replies, both relaxed.'],
      ['lena', 'I move the alarm into the template so that the next cluster gets it too.'],
      ['noor', '@eli can you review the timeline before five?'],
    ],
    endedMinutesAgo: 14,
    unread: 5,
  },
  {
    ...direct,
    name: 'eli-jonas',
    members: ['eli', 'jonas'],
    dialogues: pairing,
    weight: 6,
    ending: [
      ['jonas', 'I put the numbers of the soak test into the sheet.'],
      ['eli', 'Perfect, thank you'],
    ],
    endedMinutesAgo: 36,
  },
  {
    ...open,
    name: 'design',
    members: ['priya', 'eli', 'hana', 'maya', 'camille', 'kenji', 'lena'],
    dialogues: design,
    weight: 9,
    ending: [
      ['eli', 'Which of the three is the calm one?'],
      ['hana', 'The second. Same grid, one colour less.'],
      ['priya', 'Three variants of the harbour page are in the file, comments until Friday please 🎨'],
    ],
    endedMinutesAgo: 54,
    unread: 2,
  },
  {
    ...direct,
    name: 'eli-tomas',
    members: ['eli', 'tomas'],
    dialogues: spanish,
    weight: 4,
    ending: [
      ['eli', '¿Nos vemos a las tres?'],
      ['tomas', 'Sí, a las tres. Llevo los números de la semana.'],
    ],
    endedMinutesAgo: 139,
  },
  {
    ...open,
    name: 'watercooler',
    members: ['sam', ...everybody.filter((person) => person !== 'sam')],
    speakers: others,
    dialogues: watercooler,
    weight: 14,
    ending: [
      ['astrid', 'Who brought the cardamom buns? They are gone and I am not sorry.'],
      ['sam', 'the cat is back on the keyboard 🐈'],
    ],
    endedMinutesAgo: 167,
    unread: 28,
  },
  {
    ...direct,
    name: 'eli-lena',
    members: ['eli', 'lena'],
    dialogues: german,
    weight: 5,
    ending: [['lena', 'Ich habe mir die Zahlen angesehen: passt, nur der Februar fehlt noch.']],
    endedMinutesAgo: day + 90,
  },
  {
    ...open,
    name: 'announcements',
    members: ['noor', ...everybody.filter((person) => person !== 'noor')],
    speakers: ['noor', 'maya', 'sam'],
    dialogues: announcements,
    weight: 2,
    ending: [['noor', 'Office closed on Monday. Enjoy the long weekend!']],
    endedMinutesAgo: day + 240,
  },
  {
    ...direct,
    name: 'eli-sam',
    members: ['eli', 'sam'],
    dialogues: [...pairing, ...watercooler],
    weight: 3,
    ending: [
      ['sam', 'Do we fly on the 14th?'],
      ['eli', 'Tickets are booked'],
    ],
    endedMinutesAgo: 4 * day,
  },
  {
    ...closed,
    name: 'hiring',
    members: ['maya', 'eli', 'noor', 'lena', 'priya'],
    dialogues: hiring,
    weight: 4,
    ending: [['maya', 'Offer went out 🎉']],
    endedMinutesAgo: 4 * day + 120,
  },
  { ...direct, name: 'notes', members: ['eli'], dialogues: notes, weight: 1, ending: [], endedMinutesAgo: 5 * day },
  ...abroad,
];
