export { Bodies } from './body-store/bodies.service';
export type { LatestMessage } from './message';
export { MessageDto } from './messages.dto';
export { MessagesModule } from './messages.module';
export { MessagesRepository, notHidden } from './messages.repository';
export { presentMessage } from './messages.presenter';
export { SendService } from './sending/send.service';
export { UnreadRepository, noCounts } from './unread.repository';
