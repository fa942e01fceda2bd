export { NotRead } from './not-read';
export { OutgoingModule } from './outgoing.module';
export { PublicWeb } from './public-web';
