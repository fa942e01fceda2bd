import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Settings } from './settings';

export const epochSetting = 'sync.epoch';

/** Names this stretch of the data's life. A restore makes a new one, and clients then start as fresh devices. */
@Injectable()
export class Epoch {
  private known: Promise<string> | undefined;

  constructor(private readonly settings: Settings) {}

  get(): Promise<string> {
    const known = (this.known ??= this.settings.getOrCreate(epochSetting, uuid));
    known.catch(() => (this.known = undefined));
    return known;
  }
}
