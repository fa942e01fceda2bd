export { ChatModule } from './chat.module';
export { ConversationDto } from './chat.dto';
export { ConversationsRepository, type HeadsAsked, type HeadsFound } from './conversations.repository';
export { ConversationsService } from './conversations.service';
export { CreateService } from './create.service';
export { type MyConversation } from './conversation';
