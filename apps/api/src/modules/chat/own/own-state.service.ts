import { Injectable } from '@nestjs/common';
import { type ChangeSettingsRequest, type OwnState, type SelfChange, limits } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { DomainError, notFound } from '../../../platform/errors';
import { Turns } from '../../../platform/turns';
import { Publisher } from '../../../realtime';
import { SelfChanges } from '../../users';
import { presentSettings } from '../chat.presenter';
import { type OwnPlace, OwnStateRepository, type StoredState } from './own-state.repository';

const tooManyPins = () =>
  new DomainError('validation.failed', 'You have pinned as many conversations as one can.', {
    limit: limits.pinnedConversations,
  });

interface Stored {
  state: StoredState;
  told: SelfChange | null;
}

/** What is left out stays as it is. */
function applied(before: StoredState, request: ChangeSettingsRequest): StoredState {
  const {
    notify = before.notify,
    pinned = before.pinned,
    archived = before.archived,
    markedUnread = before.markedUnread,
    mutedUntil,
  } = request;
  const until = mutedUntil === 'off' ? null : new Date(mutedUntil ?? 0);
  const muted = mutedUntil === undefined ? before.mutedUntil : until;
  return { ...before, notify, pinned, archived, markedUnread, mutedUntil: muted };
}

/** How one member has a conversation: nobody else sees it, and all their devices agree on it. */
@Injectable()
export class OwnStateService {
  private readonly turns = new Turns();

  constructor(
    private readonly states: OwnStateRepository,
    private readonly selfChanges: SelfChanges,
    private readonly publisher: Publisher,
  ) {}

  change(actor: Actor, conversationId: string, request: ChangeSettingsRequest): Promise<OwnState> {
    return this.store(actor, conversationId, async (transaction, place, before) => {
      const next = applied(before, request);
      const settings = presentSettings(next);
      if (JSON.stringify(settings) === JSON.stringify(presentSettings(before))) return { state: before, told: null };
      const event = { type: 'settings', data: { conversationId, settings } } as const;
      // Locks the person, so that the pins of two requests at once are counted together.
      const told = await this.record(transaction, place, event);
      const state = { ...next, settingsRev: told.selfRev };
      await this.states.store(transaction, place, state);
      const isNewPin = next.pinned && !before.pinned;
      if (isNewPin && (await this.states.countPinned(transaction, place.userId)) > limits.pinnedConversations) {
        throw tooManyPins();
      }
      return { state, told };
    });
  }

  draft(actor: Actor, conversationId: string, text: string): Promise<OwnState> {
    return this.store(actor, conversationId, async (transaction, place, before) => {
      if (before.draft === text) return { state: before, told: null };
      const told = await this.record(transaction, place, { type: 'draft', data: { conversationId, text } });
      const state = { ...before, draft: text, draftRev: told.selfRev };
      await this.states.store(transaction, place, { draft: text, draftRev: told.selfRev });
      return { state, told };
    });
  }

  private async store(
    { userId }: Actor,
    conversationId: string,
    change: (transaction: Transaction, place: OwnPlace, before: StoredState) => Promise<Stored>,
  ): Promise<OwnState> {
    const place = { conversationId, userId };
    const work = async (transaction: Transaction) => {
      const before = await this.states.lock(transaction, place);
      if (!before) throw notFound();
      return change(transaction, place, before);
    };
    const { state, told } = await this.turns.take(userId, () => this.states.transaction(work));
    if (told) this.publisher.own([[userId, told]]);
    const { settingsRev, draft, draftRev } = state;
    return { conversationId, settings: presentSettings(state), settingsRev, draft, draftRev };
  }

  private async record(
    transaction: Transaction,
    { userId, conversationId }: OwnPlace,
    event: Parameters<SelfChanges['record']>[1][number]['event'],
  ): Promise<SelfChange> {
    const [told] = await this.selfChanges.record(transaction, [{ userId, key: conversationId, event }]);
    if (!told) throw new Error('a member has no account');
    return told[1];
  }
}
