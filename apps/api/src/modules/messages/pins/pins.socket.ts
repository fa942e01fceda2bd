import { Injectable } from '@nestjs/common';
import { type Message, clientEvents } from '@parley/contracts';
import { Answers, type Asker } from '../../../realtime';
import { PinDto } from '../acts/acts.dto';
import { PinsService } from './pins.service';

@Injectable()
export class PinsSocket {
  constructor(private readonly pins: PinsService) {}

  @Answers(clientEvents.messagePin, { body: PinDto, limit: 'message.act' })
  pin({ messageId, on }: PinDto, { actor, socket }: Asker): Promise<Message> {
    return this.pins.set(actor, { messageId, socketId: socket.id }, on);
  }
}
