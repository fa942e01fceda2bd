import { limits } from '@parley/contracts';
import { reacted } from '../src/acts/patches';
import { ParleyClient } from '../src/client';
import { calm } from './model-network';
import { aMessage } from './wire';
import { World } from './world';

const people = ['ada', 'bea'];

async function worldOf() {
  const world = new World(ParleyClient, 11);
  world.server.create('room-0', 'group', people);
  world.server.send('bea', { conversationId: 'room-0', clientId: 'hers', text: 'hers' }, null);
  world.server.send('ada', { conversationId: 'room-0', clientId: 'mine', text: 'mine' }, null);
  for (const userId of people) await world.join(userId);
  const [ada, bea] = world.devices;
  if (!ada || !bea) throw new Error('Nobody is here.');
  const timeline = ada.client.timeline('room-0');
  await world.clock.pass(1_000);
  return { world, ada, bea, timeline };
}

type View = Awaited<ReturnType<typeof worldOf>>['timeline'];
const texts = (timeline: View) => timeline.items().map(({ message }) => message.text);

describe('acts', () => {
  it('are shown at once, and stay', async () => {
    const { world, bea, timeline } = await worldOf();
    const done = timeline.edit('room-0/2', 'mine, better');
    expect(texts(timeline)).toEqual(['hers', 'mine, better']);
    expect(timeline.items()[1]?.message).toMatchObject({ rev: 4, editedAt: expect.any(String), textLength: 12 });
    await Promise.all([done, world.clock.pass(1_000)]);
    expect(timeline.items()[1]?.message).toMatchObject({ text: 'mine, better', rev: 5, editedAt: 'now' });
    expect(bea.client.conversations.get('room-0')?.lastMessage?.text).toBe('mine, better');
    world.stop();
  });

  it("take the preview of a link away, of one's own message only", async () => {
    const { world, bea, timeline } = await worldOf();
    await Promise.all([timeline.edit('room-0/2', 'https://a.example/'), world.clock.pass(1_000)]);
    const preview = () => timeline.items()[1]?.message.preview;
    expect(preview()).toMatchObject({ url: 'https://a.example/' });
    const [refused] = await Promise.all([
      bea.client
        .timeline('room-0')
        .removePreview('room-0/2')
        .catch((cause: unknown) => (cause as { code: string }).code),
      world.clock.pass(1_000),
    ]);
    expect([refused, preview()]).toMatchObject(['forbidden', { url: 'https://a.example/' }]);
    const done = timeline.removePreview('room-0/2');
    expect(preview()).toBeUndefined();
    await Promise.all([done, world.clock.pass(1_000)]);
    expect(timeline.items()[1]?.message).toMatchObject({ rev: 6, text: 'https://a.example/' });
    expect(preview()).toBeUndefined();
    expect(bea.client.timeline('room-0').items()[1]?.message.preview).toBeUndefined();
    world.stop();
  });

  it('are taken back when they are refused, and say why', async () => {
    const { world, timeline } = await worldOf();
    const refused = [
      timeline.edit('room-0/2', 'forbidden'),
      timeline.edit('room-0/1', 'not mine to edit'),
      timeline.remove('room-0/1', 'everyone'),
    ];
    expect(texts(timeline)).toEqual(['', 'forbidden']);
    const settled = Promise.allSettled(refused);
    await world.clock.pass(1_000);
    expect((await settled).map((one) => one.status === 'rejected' && (one.reason as { code: string }).code)).toEqual([
      'validation.failed',
      'forbidden',
      'forbidden',
    ]);
    expect(texts(timeline)).toEqual(['hers', 'mine']);
    world.stop();
  });

  it('out of reach are refused at once', async () => {
    const { world, ada, timeline } = await worldOf();
    ada.link.cut();
    await expect(timeline.react('room-0/1', '👍', true)).rejects.toMatchObject({ code: 'unavailable' });
    expect(timeline.items()[0]?.message.reactions).toEqual([]);
    world.stop();
  });

  it('of several kinds add up while they are under way, and one item stays one object', async () => {
    const { world, timeline } = await worldOf();
    const all = [
      timeline.react('room-0/2', '👍', true),
      timeline.edit('room-0/2', 'two'),
      timeline.react('room-0/2', '🎉', true),
    ];
    const [, shown] = timeline.items();
    expect(shown?.message).toMatchObject({ text: 'two', reactions: [{ emoji: '👍' }, { emoji: '🎉' }] });
    expect(timeline.items()[1]).toBe(shown);
    await Promise.all([...all, world.clock.pass(2_000)]);
    expect(timeline.items()[1]?.message).toMatchObject({
      text: 'two',
      rev: 7,
      reactions: [{ count: 1 }, { count: 1 }],
    });
    world.stop();
  });

  it('deleted for me is gone from my other device and from nobody else’s', async () => {
    const { world, bea, timeline } = await worldOf();
    const tablet = await world.join('ada');
    const other = tablet.client.timeline('room-0');
    const hers = bea.client.timeline('room-0');
    await world.clock.pass(1_000);
    await Promise.all([timeline.remove('room-0/2', 'me'), world.clock.pass(2_000)]);
    expect([texts(timeline), texts(other), texts(hers)]).toEqual([['hers'], ['hers'], ['hers', 'mine']]);
    expect(tablet.client.conversations.get('room-0')).toMatchObject({ seq: 2, lastMessage: { text: 'hers' } });
    world.stop();
  });

  it('edits of one message stay in order, also where a large text takes another way', async () => {
    const { world, bea, timeline } = await worldOf();
    world.turn({ ...calm, maxDelayMs: 60_000 });
    const edits = [timeline.edit('room-0/2', 'older'.repeat(20_000))];
    world.turn(calm);
    edits.push(timeline.edit('room-0/2', 'newer'));
    expect(texts(timeline)).toEqual(['hers', 'newer']);
    await Promise.all([...edits, world.clock.pass(200_000)]);
    expect(texts(timeline)).toEqual(['hers', 'newer']);
    expect(bea.client.conversations.get('room-0')?.lastMessage?.text).toBe('newer');
    world.stop();
  });

  it('an answer says what it answers, and shows it as it is', async () => {
    const { world, ada, bea, timeline } = await worldOf();
    const [first] = timeline.items();
    ada.client.send('room-0', 'indeed', first?.message);
    expect(timeline.items()[2]?.message).toMatchObject({ replyTo: 'room-0/1', quote: { text: 'hers' } });
    await world.clock.pass(1_000);
    const theirs = bea.client.timeline('room-0');
    await world.clock.pass(1_000);
    await Promise.all([theirs.edit('room-0/1', 'hers, better'), world.clock.pass(1_000)]);
    expect(timeline.items()[2]?.message.quote).toMatchObject({ text: 'hers, better', deleted: false });
    await Promise.all([theirs.remove('room-0/1', 'everyone'), world.clock.pass(1_000)]);
    expect(timeline.items()[2]?.message.quote).toMatchObject({ text: '', deleted: true });
    world.stop();
  });
});

describe('a reaction shown before it is done', () => {
  it('counts one more where the names are full', () => {
    const userIds = Array.from({ length: limits.reactionUsers }, (_, n) => `user-${n}`);
    const message = aMessage({ seq: 1, reactions: [{ emoji: '👍', count: 30, userIds }] });
    expect(reacted('👍', 'ada', true)(message)?.reactions).toEqual([{ emoji: '👍', count: 31, userIds }]);
    expect(reacted('👍', 'user-3', false)(message)?.reactions[0]).toMatchObject({ count: 29 });
  });

  it('leaves nothing of the last one taken back', () => {
    const message = aMessage({ seq: 1, reactions: [{ emoji: '👍', count: 1, userIds: ['ada'] }] });
    expect(reacted('👍', 'ada', false)(message)?.reactions).toEqual([]);
  });
});
