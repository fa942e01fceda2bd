export { Presence, type Present, beatMs, morePresent, presenceTimes } from './presence.port';
export { PresenceModule } from './presence.module';
