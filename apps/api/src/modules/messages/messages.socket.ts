import { Injectable } from '@nestjs/common';
import { type Message, clientEvents } from '@parley/contracts';
import { Answers, type Asker } from '../../realtime';
import { SocketSendDto } from './messages.dto';
import { SendService } from './sending/send.service';

@Injectable()
export class MessagesSocket {
  constructor(private readonly sends: SendService) {}

  @Answers(clientEvents.messageSend, { body: SocketSendDto, limit: 'message.send' })
  async send(body: SocketSendDto, { actor, socket }: Asker): Promise<Message> {
    return (await this.sends.send(actor, body, socket.id)).message;
  }
}
