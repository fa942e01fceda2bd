export { ChatModule } from './chat.module';
export { ConversationDto } from './chat.dto';
export { ConversationsRepository } from './conversations.repository';
export { ConversationsService } from './conversations.service';
export { CreateService } from './create.service';
export { type MyConversation } from './conversation';
