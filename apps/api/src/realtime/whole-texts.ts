import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { Log } from '../platform/logging';
import { Audience, type MessageNews } from './audience';
import { connectionOf } from './pressure/connection';
import { SlowReaders } from './pressure/slow-readers';
import { Committed } from './sweep/committed.port';

/**
 * Brings the whole of a large text to those who look at its conversation and wish that: one reading of it and one frame for
 * all of them, where a request each would cost a hundred times as much. It may fail, for then they ask.
 */
@Injectable()
export class WholeTexts {
  /** Of messages that stand. */
  private readonly underWay = new Set<string>();

  constructor(
    private readonly audience: Audience,
    private readonly readers: SlowReaders,
    private readonly committed: Committed,
    private readonly log: Log,
  ) {}

  /** Once the message was told. Who sent it from here has it. */
  async bring({ data, body }: MessageNews, except: string | undefined): Promise<void> {
    const { conversationId, id: messageId, seq, editedAt, textLength } = data;
    const isWished = this.audience.textReaders(conversationId).some(({ id }) => id !== except);
    if (body === undefined || textLength > limits.broughtTextBytes || !isWished) return;
    this.underWay.add(messageId);
    try {
      const text = await this.committed.whole(body);
      if (!this.underWay.has(messageId)) return;
      // Looked at only now: who left meanwhile, or was removed, is not among them.
      const slow = this.audience
        .textReaders(conversationId)
        .filter((socket) => this.readers.isSlow(connectionOf(socket)));
      const others = [...(except === undefined ? [] : [except]), ...slow.map(({ id }) => id)];
      this.audience.tellText({ conversationId, messageId, text, editedAt }, seq, others);
    } catch (error) {
      this.log.pino.debug({ err: error }, 'a large text was not brought');
    } finally {
      this.underWay.delete(messageId);
    }
  }

  /** What was deleted is not brought behind the word that it was. */
  withhold(messageId: string): void {
    this.underWay.delete(messageId);
  }
}
