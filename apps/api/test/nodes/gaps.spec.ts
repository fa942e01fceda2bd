import { type Conversation, clientEvents, serverEvents } from '@parley/contracts';
import { Database } from '../../src/platform/database';
import { Committed } from '../../src/realtime';
import { ClientCrowd } from '../client-crowd';
import { until } from '../until';
import { withoutSweep } from '../without-sweep';
import { Nodes } from './nodes';

jest.setTimeout(120_000);

describe('a node that hears of the other one by the sweep alone', () => {
  const nodes = new Nodes();
  const clients = new ClientCrowd(() => nodes.there);
  beforeAll(() => nodes.start('the sweep'));
  afterAll(async () => {
    clients.leave();
    await nodes.close();
  });
  afterEach(() => nodes.crowd.leave());

  const committedThere = () => nodes.parts(Committed)[1];

  it('brings a client up to date that missed more than a node reads for its sockets', async () => {
    const far = await clients.join('far');
    const owner = await nodes.crowd.join();
    const body = { kind: 'group', name: 'Fleet', memberIds: [far.session.me?.id] };
    const { id } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
    const mouth = await owner.connect();
    const view = far.timeline(id);
    await mouth.send(id, 'near');
    await until(view, () => view.items().at(-1)?.message.text === 'near');
    const news = jest.spyOn(committedThere(), 'news');
    const sweep = withoutSweep(committedThere());
    const [few, many] = [160, 900];
    const sent: string[] = [];
    for (let n = 0; n < many; n += 300) {
      const some = await Promise.all(Array.from({ length: 300 }, (_, k) => mouth.send(id, `${n + k}`)));
      sent.push(...some.map((message) => message.id));
    }
    const edit = (messageId: string) => mouth.ask(clientEvents.messageEdit, { messageId, text: 'edited' });
    await Promise.all(sent.slice(-few).map(edit));
    sweep.mockRestore();
    await until(far.conversations, () => far.conversations.get(id)?.unread === many + 1);
    const shown = () => view.items().map(({ message }) => [message.seq, message.text]);
    await until(view, () => shown().at(-1)?.[0] === many + 1 && shown().at(-1)?.[1] === 'edited');
    expect(shown().slice(-few)).toEqual(Array.from({ length: few }, (_, n) => [many + 2 - few + n, 'edited']));
    const read = await Promise.all(news.mock.results.map(({ value }) => value as ReturnType<Committed['news']>));
    news.mockRestore();
    // The premise: so long a gap is not read, and one event says that there is something to ask for.
    expect(read.flat().map(({ events }) => events.map(({ data }) => 'change' in data && data.change))).toContainEqual([
      null,
    ]);
  });

  it('tells nothing of what came after somebody was removed while it cannot read that they were', async () => {
    const [owner, guest, witness] = await Promise.all([nodes.crowd.join(), nodes.crowd.join(), nodes.crowd.join()]);
    const body = { kind: 'group', name: 'Fleet', memberIds: [guest.id, witness.id] };
    const { id } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
    const [mouth, removed, ear] = [
      await owner.connect(),
      await nodes.connectThere(guest),
      await nodes.connectThere(witness),
    ];
    await mouth.send(id, 'with you');
    for (const socket of [removed, ear]) await socket.hears(serverEvents.messageReceived);
    const own = jest.spyOn(committedThere(), 'own').mockRejectedValue(new Error('canceling statement'));
    await owner.ask('DELETE', `/api/chat/${id}/members/${guest.id}`);
    await mouth.send(id, 'without you');
    while (own.mock.calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ear.heard(serverEvents.messageReceived)).toHaveLength(1);
    own.mockRestore();
    expect(await ear.hears(serverEvents.messageReceived, 2)).toMatchObject({ text: 'without you' });
    expect(await removed.hears(serverEvents.selfUpdated)).toMatchObject({ data: { role: null } });
    expect(removed.heard(serverEvents.messageReceived)).toHaveLength(1);
  });

  it('goes on where so much is one person’s own that their removal is on the next page', async () => {
    const [owner, guest] = await Promise.all([nodes.crowd.join(), nodes.crowd.join()]);
    const body = { kind: 'group', name: 'Fleet', memberIds: [guest.id] };
    const { id } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
    const [mouth, removed] = [await owner.connect(), await nodes.connectThere(guest)];
    await mouth.send(id, 'with you');
    await removed.hears(serverEvents.messageReceived);
    const sweep = withoutSweep(committedThere());
    const before = removed.heard(serverEvents.selfUpdated).length;
    const [database] = nodes.parts(Database);
    await database.pool.query(
      `WITH person AS (UPDATE users SET self_rev = self_rev + 450 WHERE id = $1 RETURNING self_rev)
       INSERT INTO self_changes (user_id, type, key, self_rev, data)
       SELECT $1, 'saved', n, self_rev - 450 + n, '{}' FROM person, generate_series(1, 450) AS n`,
      [guest.id],
    );
    await owner.ask('DELETE', `/api/chat/${id}/members/${guest.id}`);
    await mouth.send(id, 'without you');
    sweep.mockRestore();
    expect(await removed.hears(serverEvents.selfUpdated, before + 451)).toMatchObject({ data: { role: null } });
    await mouth.send(id, 'still without you');
    await removed.ask(clientEvents.syncHeads, {});
    expect(removed.heard(serverEvents.messageReceived)).toMatchObject([{ text: 'with you' }]);
  });
});
