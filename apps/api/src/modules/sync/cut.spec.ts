import { type Conversation, type MemberChange, type Message, limits } from '@parley/contracts';
import { Budget, cut } from './cut';

const message = (rev: number, bytes = 10) =>
  ({ rev, text: 'x'.repeat(bytes), textLength: bytes, reactions: [], quote: null }) as unknown as Message;
const member = (rev: number) => ({ rev }) as MemberChange;
const revs = (rows: { rev: number }[]) => rows.map(({ rev }) => rev);

const ask = (
  rows: { messages?: Message[]; members?: MemberChange[]; after?: number; rev: number; known?: number },
  limit: number,
  budget = new Budget(),
  conversation?: Conversation,
) =>
  cut(
    { conversationId: 'c', after: 0, known: rows.rev, messages: [], members: [], ...rows },
    limit,
    budget,
    conversation,
  );

describe('cut', () => {
  it('tells everything when it fits', () => {
    const page = ask({ messages: [message(1), message(3)], members: [member(2)], rev: 4 }, 3);
    expect(page).toMatchObject({ rev: 4, more: false });
    expect([revs(page.messages), revs(page.members)]).toEqual([[1, 3], [2]]);
  });

  it('ends a page between two revs of either kind', () => {
    const page = ask({ messages: [message(1), message(3), message(5)], members: [member(2), member(4)], rev: 5 }, 3);
    expect(page).toMatchObject({ rev: 3, more: true });
    expect([revs(page.messages), revs(page.members)]).toEqual([[1, 3], [2]]);
  });

  it('keeps members of one rev together', () => {
    const page = ask({ members: [member(1), member(1), member(1), member(2)], rev: 2 }, 2);
    expect(page).toMatchObject({ rev: 1, more: true });
    expect(page.members).toHaveLength(3);
  });

  it('stops before the answer grows too large, and says where', () => {
    const huge = limits.catchUpBytes;
    const page = ask({ messages: [message(1, huge), message(2, huge)], rev: 2 }, 10);
    expect(page).toMatchObject({ rev: 1, more: true });
    expect(revs(page.messages)).toEqual([1]);
  });

  it('counts of large texts what is told of them', () => {
    const large = (rev: number) => ({ ...message(rev), large: true, textLength: limits.textBytes });
    const lastMessage = large(9);
    const page = ask({ messages: [large(1), large(2), large(3)], rev: 9 }, 10, new Budget(), {
      lastMessage,
    } as Conversation);
    expect(page).toMatchObject({ rev: 9, more: false });
    expect(revs(page.messages)).toEqual([1, 2, 3]);
  });

  it('leaves a conversation for later when others filled the answer', () => {
    const budget = new Budget();
    budget.spend(limits.catchUpBytes);
    expect(ask({ messages: [message(8)], after: 7, rev: 8 }, 10, budget)).toMatchObject({
      messages: [],
      rev: 7,
      more: true,
    });
  });

  it('tells nothing beyond what was read', () => {
    const page = ask({ messages: [message(1), message(3)], members: [member(5)], rev: 5, known: 3 }, 10);
    expect(page).toMatchObject({ rev: 3, more: true });
    expect(page.members).toEqual([]);
  });

  it('counts members and the conversation itself', () => {
    const crew = Array.from({ length: limits.groupMembers }, () => member(1));
    const budget = new Budget();
    const conversation = { lastMessage: { text: 'x'.repeat(60_000) } } as Conversation;
    const first = ask({ members: crew, rev: 1 }, 10, budget, conversation);
    expect([first.members.length, first.more, first.conversation]).toEqual([crew.length, false, conversation]);
    expect(ask({ members: crew, rev: 1 }, 10, budget, conversation)).toEqual({
      conversationId: 'c',
      messages: [],
      members: [],
      rev: 0,
      more: true,
    });
  });

  it('ends a page between members and messages when it is full', () => {
    const crew = Array.from({ length: 6_000 }, () => member(2));
    const page = ask({ messages: [message(1), message(3)], members: crew, rev: 3 }, 10_000);
    expect(page).toMatchObject({ rev: 2, more: true });
    expect([page.messages.length, page.members.length]).toEqual([1, 6_000]);
  });

  it('answers somebody who is ahead with where the conversation is', () => {
    expect(ask({ after: 9, rev: 4 }, 10)).toMatchObject({ rev: 4, more: false });
    const spent = new Budget();
    spent.spend(limits.catchUpBytes);
    expect(ask({ after: 9, rev: 4 }, 10, spent)).toMatchObject({ rev: 4, more: false });
  });
});
