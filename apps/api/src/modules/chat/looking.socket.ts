import { Injectable } from '@nestjs/common';
import { type LookAnswer, clientEvents } from '@parley/contracts';
import { Answers, type Asker, Looking } from '../../realtime';
import { LookDto } from './chat.dto';
import { ConversationsService } from './conversations.service';

/** Who has a conversation on screen. It decides nothing about what they hear of it. */
@Injectable()
export class LookingSocket {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly looking: Looking,
  ) {}

  @Answers(clientEvents.conversationJoin, { body: LookDto })
  async join({ conversationId }: LookDto, { actor, socket }: Asker): Promise<LookAnswer> {
    const place = await this.conversations.place(actor, conversationId.toLowerCase());
    const bringsTexts = await this.looking.begin(socket, place.conversationId);
    return bringsTexts ? { ...place, texts: true } : place;
  }

  @Answers(clientEvents.conversationLeave, { body: LookDto })
  async leave({ conversationId }: LookDto, { actor, socket }: Asker): Promise<LookAnswer> {
    await this.looking.end(socket, conversationId.toLowerCase());
    return this.conversations.place(actor, conversationId.toLowerCase());
  }
}
