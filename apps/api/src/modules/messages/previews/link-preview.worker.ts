import { Payload } from '@nestjs/microservices';
import { isUUID } from 'class-validator';
import { Config } from '../../../config';
import { Poison, Work, Worker } from '../../../platform/broker';
import { linkFound } from './card';
import { PreviewsService } from './previews.service';

@Worker()
export class LinkPreviewWorker {
  constructor(
    private readonly previews: PreviewsService,
    private readonly config: Config,
  ) {}

  /** Said of messages with a link only: to look at every message that is sent would cost more than sending does. */
  @Work(linkFound, 'media')
  async show(@Payload() { messageId }: { messageId?: unknown }): Promise<void> {
    if (typeof messageId !== 'string' || !isUUID(messageId)) throw new Poison('the hint names no message');
    // What was sent while previews were on may come later.
    if (this.config.linkPreviews) await this.previews.show(messageId);
  }
}
