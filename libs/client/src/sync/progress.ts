import type { SavedProgress } from '../store/store.port';

/** The data was restored or moved: revisions and cursors from before mean nothing now. */
export class EpochMoved extends Error {
  override readonly name = 'EpochMoved';
}

/** How far this device's catch-up has come. */
export class Progress {
  epoch: string | null = null;
  cursor: string | null = null;
  selfRev = 0;

  /** Each answer names its epoch; the first one is ours. */
  expect(epoch: string): void {
    this.epoch ??= epoch;
    if (epoch !== this.epoch) throw new EpochMoved('The data of the server is of another epoch.');
  }

  restore(saved: SavedProgress): void {
    this.epoch = saved.epoch;
    this.cursor = saved.cursor;
    this.selfRev = saved.selfRev;
  }

  reset(): void {
    this.epoch = null;
    this.cursor = null;
    this.selfRev = 0;
  }
}
