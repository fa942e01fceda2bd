import * as fc from 'fast-check';
import { ParleyClient } from '../src/client';
import { differencesAfter } from './differences';
import { histories, type HistoryCase } from './happenings';

const runs = process.env.CI ? 2_000 : 500;
/** CI judges a change by the same histories each time; everybody else draws new ones, and adds what they find below. */
const chosen = { numRuns: runs, ...(process.env.CI ? { seed: 20_261_121 } : {}) };
/** A minute or two alone, many times that in a full run on a busy machine: time is no verdict here. */
const patience = 600_000;

const still: HistoryCase['weather'] = { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 1 };

/** A history that went wrong: the newest message is hidden, and the page reloads before what stood before it was asked for. */
const reloadAfterHiding: HistoryCase = {
  seed: 0,
  weather: still,
  happenings: [
    { what: 'act-hide', pick: 0, room: 1, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 1 },
    { what: 'send', pick: 0, room: 0, waitMs: 0 },
    { what: 'reload', pick: 787, room: 0, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 0 },
    { what: 'read', pick: 0, room: 0, waitMs: 0 },
    { what: 'read', pick: 0, room: 0, waitMs: 0 },
  ],
};

/** Another: the page around a far place met the newest end, and told of a change to the newest message before its event did. */
const pageAheadOfEvents: HistoryCase = {
  seed: 0,
  weather: still,
  happenings: [
    { what: 'go', pick: 316, room: 1, waitMs: 0 },
    { what: 'act-react', pick: 228, room: 1, waitMs: 0 },
    { what: 'rename', pick: 0, room: 0, waitMs: 0 },
    { what: 'edit', pick: 0, room: 0, waitMs: 0 },
    { what: 'act-pin', pick: 0, room: 0, waitMs: 0 },
    { what: 'reply', pick: 13, room: 0, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 0 },
  ],
};

/** And one: the newest message was hidden, so catching up passed it by, and only the head had told of it. */
const newestHidden: HistoryCase = {
  seed: -48_383_310,
  weather: { drop: 0.3, double: 0, lostAnswer: 0, maxDelayMs: 1 },
  happenings: [
    { what: 'reply', pick: 33, room: 0, waitMs: 0 },
    { what: 'act-edit', pick: 1, room: 0, waitMs: 3 },
    { what: 'act-hide', pick: 0, room: 0, waitMs: 0 },
    { what: 'send', pick: 0, room: 1, waitMs: 0 },
    { what: 'reply', pick: 0, room: 1, waitMs: 0 },
    { what: 'send', pick: 0, room: 1, waitMs: 0 },
    { what: 'rename', pick: 0, room: 1, waitMs: 0 },
    { what: 'read', pick: 0, room: 0, waitMs: 0 },
  ],
};

/** And one: an answer quotes what its reader has deleted for themselves, and it was edited while they were away. */
const hiddenQuoted: HistoryCase = {
  seed: 0,
  weather: { drop: 0.3, double: 0, lostAnswer: 0, maxDelayMs: 1 },
  happenings: [
    { what: 'act-hide', pick: 753, room: 1, waitMs: 0 },
    { what: 'reply', pick: 0, room: 1, waitMs: 0 },
    { what: 'send', pick: 0, room: 1, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 2 },
    { what: 'go', pick: 597, room: 1, waitMs: 0 },
    { what: 'join', pick: 0, room: 0, waitMs: 2 },
    { what: 'send', pick: 0, room: 0, waitMs: 0 },
    { what: 'reply', pick: 469, room: 0, waitMs: 1 },
  ],
};

/** And one: a client that was closed heard of an act's failure afterwards, and kept what the next one had kept newer. */
const closedWhileActing: HistoryCase = {
  seed: 0,
  weather: still,
  happenings: [
    { what: 'act-pin', pick: 358, room: 2, waitMs: 0 },
    { what: 'reload', pick: 746, room: 0, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 491 },
    { what: 'reload', pick: 810, room: 0, waitMs: 0 },
    { what: 'edit', pick: 0, room: 0, waitMs: 0 },
    { what: 'act-pin', pick: 0, room: 0, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 0 },
    { what: 'reply', pick: 0, room: 0, waitMs: 0 },
    { what: 'reply', pick: 0, room: 0, waitMs: 0 },
  ],
};

/** And one: a page brought an edit of the message the list shows before its revision came, and the list never heard. */
const pageAheadOfList: HistoryCase = {
  seed: 0,
  weather: still,
  happenings: [
    { what: 'act-hide', pick: 223, room: 1, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 781 },
    { what: 'edit-unsaid', pick: 160, room: 1, waitMs: 0 },
    { what: 'act-edit', pick: 0, room: 1, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 0 },
    { what: 'send', pick: 0, room: 0, waitMs: 0 },
    { what: 'read', pick: 0, room: 0, waitMs: 0 },
    { what: 'go', pick: 0, room: 0, waitMs: 0 },
    { what: 'rename', pick: 0, room: 0, waitMs: 0 },
  ],
};

/** And one: what catching up told had been overtaken by events, and put an older quote back. */
const answerOvertaken: HistoryCase = {
  seed: 0,
  weather: { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 400 },
  happenings: [
    { what: 'act-pin', pick: 56, room: 1, waitMs: 0 },
    { what: 'reply', pick: 709, room: 1, waitMs: 0 },
    { what: 'send', pick: 635, room: 1, waitMs: 87 },
    { what: 'go', pick: 10, room: 1, waitMs: 15 },
    { what: 'unsave', pick: 47, room: 1, waitMs: 1509 },
  ],
};

/** And one: a device that began anew did not know what was hidden, and a pin brought it back into sight. */
const hiddenBeforeRestore: HistoryCase = {
  seed: -5,
  weather: { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 50 },
  happenings: [
    { what: 'act-hide', pick: 108, room: 0, waitMs: 1770 },
    { what: 'restore', pick: 648, room: 1, waitMs: 320 },
    { what: 'page', pick: 742, room: 2, waitMs: 549 },
    { what: 'act-pin', pick: 374, room: 0, waitMs: 36 },
  ],
};

/** And one: the answer to a send came after its author had left, and the message was shown when they were back. */
const leftBeforeAnswer: HistoryCase = {
  seed: -9,
  weather: { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 50 },
  happenings: [
    { what: 'send', pick: 17, room: 2, waitMs: 0 },
    { what: 'leave', pick: 586, room: 2, waitMs: 0 },
    { what: 'send', pick: 135, room: 2, waitMs: 523 },
    { what: 'join', pick: 127, room: 2, waitMs: 0 },
  ],
};

/** And one: a conversation was met while the catch-up began anew, and lost before that had asked what is mine alone. */
const lostWhileBeginning: HistoryCase = {
  seed: -474_470_220,
  weather: { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 400 },
  happenings: [
    { what: 'restore', pick: 138, room: 0, waitMs: 1327 },
    { what: 'page', pick: 909, room: 2, waitMs: 24 },
    { what: 'leave', pick: 826, room: 2, waitMs: 6 },
  ],
};

const wentWrong = [
  ...[reloadAfterHiding, pageAheadOfEvents, newestHidden, hiddenQuoted, closedWhileActing, pageAheadOfList],
  ...[answerOvertaken, hiddenBeforeRestore, leftBeforeAnswer, lostWhileBeginning],
];

describe('clients of one server', () => {
  it(
    `all come to hold what it holds, through ${runs} histories`,
    async () => {
      const property = fc.asyncProperty(histories, async (history) => {
        expect(await differencesAfter(history, ParleyClient)).toEqual([]);
      });
      const examples = wentWrong.map((one): [HistoryCase] => [one]);
      await fc.assert(property, { ...chosen, examples });
    },
    patience,
  );
});
