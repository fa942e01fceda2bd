import { randomBytes } from 'node:crypto';
import { eventually } from '../../../../test/eventually';
import { openProxy } from '../../../../test/proxy';
import { bodyStoreContract } from './body-store.contract';
import { MongoBodyStore, mongoHost } from './body-store.mongo';

const patienceMs = 30_000;
const service = process.env['PARLEY_CONTRACT_MONGO'];
/** Of its own, by the way to a MongoDB. */
const databaseAt = (way: string): string =>
  Object.assign(new URL(way), { pathname: `/parley_test_${randomBytes(6).toString('hex')}` }).href;

// Where a MongoDB answers; `npm test` says when none does, and CI counts that as a failure.
if (service) {
  describe('BodyStore in MongoDB', () => {
    bodyStoreContract(async () => {
      const way = await openProxy(service);
      const store = new MongoBodyStore(databaseAt(way.url), () => undefined);
      const close = async () => {
        await store.close();
        await way.close();
      };
      return { store, breakDown: async () => way.cut(), close };
    });

    it('that was away at the start, and later for a while, is used as soon as it is there', async () => {
      const way = await openProxy(service);
      way.cut();
      const lines: string[] = [];
      const store = new MongoBodyStore(databaseAt(way.url), (line) => lines.push(line));
      await store.open();
      await expect(store.put('a', 'text')).rejects.toMatchObject({ code: 'body_store.unavailable' });
      way.mend();
      await eventually(() => store.put('a', 'text'), patienceMs);
      way.cut();
      await expect(store.get(['a'])).rejects.toMatchObject({ code: 'body_store.unavailable' });
      way.mend();
      await eventually(async () => expect(await store.get(['a'])).toEqual(new Map([['a', 'text']])), patienceMs);
      expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
        ...['cannot be reached;', 'is there again', 'cannot be reached;', 'is there again'],
      ]);
      await store.close();
      await way.close();
    });
  });
}

describe('the address of a MongoDB, as the log has it', () => {
  it.each([
    ['mongodb://mongo.example:27017/parley', 'mongo.example:27017'],
    ['mongodb://user:se%40cret@a.example:1,b.example:2/parley?replicaSet=r', 'a.example:1,b.example:2'],
    ['mongodb+srv://user:secret@cluster.example/parley', 'cluster.example'],
    ['mongodb://user:secret@cluster.example?tls=true', 'cluster.example'],
  ])('%s', (url, host) => expect(mongoHost(url)).toBe(host));
});
