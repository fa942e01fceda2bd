import { Injectable } from '@nestjs/common';
import { type Look, clientEvents } from '@parley/contracts';
import { Answers, type Asker, Typing } from '../../realtime';
import { LookDto } from './chat.dto';
import { ConversationsService } from './conversations.service';

@Injectable()
export class TypingSocket {
  constructor(
    private readonly typing: Typing,
    private readonly conversations: ConversationsService,
  ) {}

  @Answers(clientEvents.typingStart, { body: LookDto, limit: 'typing' })
  async start({ conversationId }: LookDto, { actor, socket }: Asker): Promise<Look> {
    await this.conversations.requireWriting(actor, conversationId.toLowerCase());
    return this.typing.start(socket, conversationId.toLowerCase());
  }

  @Answers(clientEvents.typingStop, { body: LookDto, limit: 'typing' })
  stop({ conversationId }: LookDto, { socket }: Asker): Look {
    return this.typing.stop(socket, conversationId.toLowerCase());
  }
}
