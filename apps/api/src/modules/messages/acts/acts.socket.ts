import { Injectable } from '@nestjs/common';
import { type Message, clientEvents } from '@parley/contracts';
import { Answers, type Asker } from '../../../realtime';
import { ReactDto, SocketDeleteDto, SocketEditDto } from './acts.dto';
import { DeleteService } from './delete.service';
import { EditService } from './edit.service';
import { ReactService } from './react.service';

@Injectable()
export class ActsSocket {
  constructor(
    private readonly edits: EditService,
    private readonly deletions: DeleteService,
    private readonly reactions: ReactService,
  ) {}

  @Answers(clientEvents.messageEdit, { body: SocketEditDto, limit: 'message.act' })
  edit({ messageId, text }: SocketEditDto, { actor, socket }: Asker): Promise<Message> {
    return this.edits.edit(actor, { messageId, socketId: socket.id }, text);
  }

  @Answers(clientEvents.messageDelete, { body: SocketDeleteDto, limit: 'message.act' })
  delete({ messageId, for: whose }: SocketDeleteDto, { actor, socket }: Asker): Promise<Message> {
    return this.deletions.delete(actor, { messageId, socketId: socket.id }, whose);
  }

  @Answers(clientEvents.messageReact, { body: ReactDto, limit: 'message.act' })
  react({ messageId, emoji, on }: ReactDto, { actor, socket }: Asker): Promise<Message> {
    return this.reactions.react(actor, { messageId, socketId: socket.id }, { emoji, on });
  }
}
