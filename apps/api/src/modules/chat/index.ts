export { ChatModule } from './chat.module';
export { ConversationDto } from './chat.dto';
export { ConversationsRepository } from './conversations.repository';
export { ConversationsService } from './conversations.service';
export { OpenDirectService } from './open-direct.service';
export { type MyConversation } from './conversation';
