import * as fc from 'fast-check';
import { ParleyClient } from '../src/client';
import * as errors from '../src/parley.errors';
import { differences } from './differences';
import { histories, live, type HistoryCase } from './history';
import { plantedBugs, uproot } from './planted-bugs';
import type { ClientClass } from './world';

const runs = 500;
/** A minute alone, many times that in a full run on a busy machine: time is no verdict here. */
const patience = 600_000;

/** A history that went wrong: the newest message is hidden, and the page reloads before what stood before it was asked for. */
const reloadAfterHiding: HistoryCase = {
  seed: 0,
  weather: { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 1 },
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
  weather: { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 1 },
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

describe('clients of one server', () => {
  it(
    `all come to hold what it holds, through ${runs} histories`,
    async () => {
      const property = fc.asyncProperty(histories, async (history) => {
        expect(await differencesAfter(history, ParleyClient)).toEqual([]);
      });
      await fc.assert(property, { numRuns: runs, examples: [[reloadAfterHiding], [pageAheadOfEvents]] });
    },
    patience,
  );

  it(
    'come to it again when built anew without a bug',
    async () => {
      expect(
        await isBroken(
          clientWith(() => undefined),
          50,
        ),
      ).toBe(false);
    },
    patience,
  );

  // A property that no bug can break proves nothing.
  it.each(plantedBugs)(
    'would not, if $bug',
    async ({ plant }) => {
      expect(await isBroken(clientWith(plant))).toBe(true);
    },
    patience,
  );
});

async function differencesAfter(history: HistoryCase, make: ClientClass): Promise<string[]> {
  const world = await live(make, history);
  const found = differences(world);
  world.stop();
  return found;
}

async function isBroken(make: ClientClass, numRuns = runs): Promise<boolean> {
  let found: string[] = [];
  const property = fc.asyncProperty(histories, async (history) => {
    found = await differencesAfter(history, make);
    return found.length === 0;
  });
  const { failed, errorInstance } = await fc.check(property, { numRuns, endOnFailure: true, seed: 1 });
  // A test that fell over has found nothing.
  if (failed && found.length === 0) throw errorInstance;
  return failed;
}

/** The client as it would be with this bug in it. */
function clientWith(plant: () => void): ClientClass {
  let make: ClientClass = ParleyClient;
  jest.isolateModules(() => {
    // The model throws errors of this registry; a client of another one would not know them.
    jest.doMock('../src/parley.errors', () => errors);
    plant();
    ({ ParleyClient: make } = jest.requireActual<typeof import('../src/client')>('../src/client'));
  });
  uproot();
  return make;
}
