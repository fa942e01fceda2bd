import { Injectable } from '@nestjs/common';
import type { ConversationEvent } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { notFound } from '../../../platform/errors';
import { Turns } from '../../../platform/turns';
import { Publisher } from '../../../realtime';
import { type MovedMember, StandingsRepository, presentMember } from '../../memberships';
import { SelfChanges, type Told } from '../../users';
import { ChangesRepository } from './changes.repository';
import type { LockedConversation, Plan, Scene } from './plan';

/** What was changed, for those who have to hear of it. */
interface Change {
  conversationId: string;
  rev: number;
  atSeq: number;
  event: ConversationEvent;
  own: Told;
}

/**
 * Every durable change of a conversation that is no message goes through here: under the lock that sends take too, with
 * one rev, told once to every member, and to each device of whoever won or lost a membership.
 */
@Injectable()
export class ConversationChanges {
  private readonly turns = new Turns();

  constructor(
    private readonly changes: ChangesRepository,
    private readonly standings: StandingsRepository,
    private readonly selfChanges: SelfChanges,
    private readonly publisher: Publisher,
  ) {}

  /** `decide` looks at what is so behind the lock, and says what shall be; null when it is so already. */
  async change(actor: Actor, id: string, decide: (scene: Scene) => Promise<Plan | null> | Plan | null): Promise<void> {
    const work = async (transaction: Transaction) => {
      const conversation = await this.changes.lock(transaction, id);
      if (!conversation) throw notFound();
      const roles = (userIds: string[]) => this.standings.roles(transaction, id, userIds);
      const role = (await roles([actor.userId])).get(actor.userId) ?? null;
      const plan = await decide({ transaction, conversation, actorId: actor.userId, role, roles });
      return plan && this.apply(transaction, conversation, plan);
    };
    const change = await this.turns.take(id, () => this.changes.transaction(work));
    if (change) this.tell(change);
  }

  private async apply(transaction: Transaction, conversation: LockedConversation, plan: Plan): Promise<Change> {
    const { id, memberCount, history } = conversation;
    const { standing = [], ended = [], whole, gained: wholeGain } = plan;
    const moving = [...standing, ...ended].map(({ userId }) => userId);
    const before = await this.standings.lock(transaction, id, moving);
    const gained = wholeGain ?? standing.filter(({ userId }) => !before.has(userId)).length - ended.length;
    const { rev, seq, fields } = await this.changes.move(transaction, id, plan, gained);
    const place = { conversationId: id, rev, seq, visibleAfter: history === 'joined' ? seq : 0 };
    const members = whole
      ? await this.standings[whole === 'deleted' ? 'endAll' : 'resumeAll'](transaction, place)
      : [
          ...(await this.standings.end(transaction, place, ended)),
          ...(await this.standings.stand(transaction, place, standing)),
        ];
    const own = [...(await this.selfChanges.record(transaction, members.map(ownEvent))), ...(plan.told ?? [])];
    const event = eventOf(plan, members, { fields, memberCount: memberCount + gained });
    return { conversationId: id, rev, atSeq: seq, event, own };
  }

  private tell({ conversationId, rev, atSeq, event, own }: Change): void {
    const isOver = event.type === 'deleted';
    // Those who left hear nothing of it any more, the last event of all apart; those who came hear their own coming.
    if (!isOver) this.publisher.own(own);
    this.publisher.conversation({ conversationId, rev, atSeq, change: event });
    if (isOver) this.publisher.own(own);
  }
}

const ownEvent = ({ conversationId, userId, role, visibleAfter, rev, leftAt }: MovedMember) => ({
  userId,
  key: conversationId,
  event: { type: 'membership', data: { conversationId, role: leftAt ? null : role, visibleAfter, rev } } as const,
});

type State = Pick<Extract<ConversationEvent, { type: 'fields' }>, 'fields'> & { memberCount: number };

function eventOf({ whole, fields: given }: Plan, members: MovedMember[], { fields, memberCount }: State) {
  if (whole) return { type: whole } as const;
  if (given) return { type: 'fields', fields } as const;
  return { type: 'members', members: members.map(presentMember), memberCount } as const;
}
