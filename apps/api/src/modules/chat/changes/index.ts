export { ChangesRepository } from './changes.repository';
export { ConversationChanges } from './conversation-changes.service';
export { forbidden, permit } from './permit.policy';
export type { Plan, Scene } from './plan';
