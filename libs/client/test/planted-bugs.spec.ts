import * as fc from 'fast-check';
import { ParleyClient } from '../src/client';
import * as errors from '../src/parley.errors';
import { differencesAfter } from './differences';
import { histories } from './happenings';
import { plantedBugs, uproot } from './planted-bugs';
import type { ClientClass } from './world';

/** Time is no verdict here. */
const patience = 600_000;

// A property that no bug can break proves nothing.
describe('clients of one server would not all come to hold what it holds', () => {
  it.each(plantedBugs)(
    'if $bug',
    async ({ plant }) => {
      expect(await isBroken(clientWith(plant))).toBe(true);
    },
    patience,
  );

  it(
    'but do when built anew without a bug',
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
});

async function isBroken(make: ClientClass, numRuns = 500): Promise<boolean> {
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
