import { limits } from '@parley/contracts';
import { measureText } from '../modules/messages/message';
import { talks } from './conversations';
import { type Plan, planServer, readUpTo } from './generator';

const now = Date.parse('2026-11-20T14:32:00Z');
const all = (plans: Plan[]) => plans.flatMap(({ messages }) => messages);

describe('the planned server', () => {
  const plans = planServer(talks, 6_000, now);

  it('is the same each time', () => {
    expect(planServer(talks, 6_000, now)).toEqual(plans);
  });

  it.each([1, 30, 301, 6_000])('has exactly %i messages, each with an id of its own', (total) => {
    const messages = all(planServer(talks, total, now));
    expect(messages).toHaveLength(total);
    expect(new Set(messages.map(({ clientId }) => clientId)).size).toBe(total);
  });

  it('is in order, within the last year, and fresh at its end', () => {
    for (const { messages } of plans) {
      const times = messages.map(({ at }) => at.getTime());
      expect(times).toEqual([...times].sort((one, other) => one - other));
    }
    const times = all(plans).map(({ at }) => at.getTime());
    expect(Math.min(...times)).toBeGreaterThan(now - 380 * 86_400_000);
    expect(Math.min(...times)).toBeLessThan(now - 300 * 86_400_000);
    expect(Math.max(...times)).toBe(now - 2 * 60_000);
  });

  it('says only what may be sent, leaves no slot unfilled, and comes close to no limit but once in a while', () => {
    const messages = all(plans);
    const sizes = messages.map(({ text }) => measureText(text));
    expect(messages.filter(({ text }) => /\{\w+\}/.test(text))).toEqual([]);
    expect(Math.max(...sizes)).toBeGreaterThan(1_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limits.inlineTextBytes);
  });

  it('answers only what was said before, and only members speak', () => {
    for (const { talk, messages } of plans) {
      expect(messages.filter(({ sender }) => !talk.members.includes(sender))).toEqual([]);
      for (const [index, { replyTo }] of messages.entries()) if (replyTo !== null) expect(replyTo).toBeLessThan(index);
    }
    expect(all(plans).some(({ replyTo }) => replyTo !== null)).toBe(true);
  });

  it('comes in bursts, mostly on working days', () => {
    const { messages } = plans.find(({ talk }) => talk.name === 'watercooler') ?? { messages: [] };
    const gaps = messages.slice(1).map(({ at }, index) => at.getTime() - (messages[index]?.at.getTime() ?? 0));
    expect(gaps.filter((gap) => gap < 300_000).length / gaps.length).toBeGreaterThan(0.5);
    const weekends = messages.filter(({ at }) => [0, 6].includes(at.getUTCDay())).length / messages.length;
    expect(weekends).toBeGreaterThan(0);
    expect(weekends).toBeLessThan(0.2);
  });

  it('begins the same when it grows', () => {
    const beginning = (total: number) =>
      planServer(talks, total, now)
        .find(({ talk }) => talk.name === 'hamburg')
        ?.messages.slice(0, 50);
    const said = (total: number) => beginning(total)?.map(({ clientId, sender, text }) => [clientId, sender, text]);
    expect(said(20_000)).toEqual(said(6_000));
    expect(said(6_000)).toHaveLength(50);
  });
});

it('a read pointer leaves as many unread as it should, one’s own not counted', () => {
  const messages = ['eli', 'maya', 'eli', 'maya', 'eli'].map((sender) => ({ sender }));
  expect([0, 1, 2, 9].map((unread) => readUpTo(messages, 'eli', unread))).toEqual([5, 3, 1, 0]);
});
