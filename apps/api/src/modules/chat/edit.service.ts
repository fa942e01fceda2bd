import { Injectable } from '@nestjs/common';
import type { ChangeConversationRequest, ConversationAction } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { DomainError } from '../../platform/errors';
import { ConversationChanges, permit } from './changes';

const actionOf = {
  name: 'edit',
  topic: 'edit',
  hue: 'edit',
  visibility: 'configure',
  announcement: 'configure',
  history: 'configure',
  archived: 'archive',
} as const satisfies Record<keyof ChangeConversationRequest, ConversationAction>;

/** What a conversation is called, what it is for, and who may do what in it. */
@Injectable()
export class EditService {
  constructor(private readonly changes: ConversationChanges) {}

  async change(actor: Actor, id: string, request: ChangeConversationRequest): Promise<void> {
    const fields = (Object.keys(actionOf) as (keyof typeof actionOf)[]).filter((field) => request[field] !== undefined);
    await this.changes.change(actor, id, (scene) => {
      // Nothing asked for is asked for in vain, but not by a stranger.
      permit(scene, 'read');
      for (const field of fields) permit(scene, actionOf[field]);
      if (request.visibility === 'public' && scene.conversation.kind !== 'room') {
        throw new DomainError('validation.failed', 'Only rooms can be public.', {
          fields: { visibility: 'takes private here' },
        });
      }
      return fields.length === 0
        ? null
        : { fields: Object.fromEntries(fields.map((field) => [field, request[field]])) };
    });
  }
}
