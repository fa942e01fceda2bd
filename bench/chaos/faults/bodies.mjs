import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../until.mjs';

/** @typedef {import('./index.mjs').Fault} Fault */

const large = (/** @type {string} */ name) => `${name} ${'a long text '.repeat(1_000)}`;

/** Short messages flow, long ones are refused with a reason, and of those that were sent before a preview can be read. @type {Fault} */
const gone = {
  name: 'body store: gone for 3 s',
  needs: ['mongo'],
  breaks: ['mongo'],
  leans: ['postgres', 'node', 'network'],
  async happen({ stage, crowd, rooms, record }) {
    const { mongo } = stage.services;
    const person = crowd.person('bea');
    const say = (/** @type {string} */ text) => {
      const send = record.send({ senderId: person.id, conversationId: rooms.open, text });
      return { send, attempt: () => person.attempt(send, { byHttp: true }) };
    };
    const before = await say(large('before')).attempt();
    const id = before.outcome === 'answered' ? /** @type {{ id: string }} */ (before.data).id : '';
    await mongo?.end('SIGKILL');
    const during = say(large('during'));
    const refused = await during.attempt();
    const short = await say('short').attempt();
    const page = await person.http('GET', `/api/chat/${rooms.open}/messages?limit=200`);
    await sleep(1_000);
    await mongo?.start();
    await until(async () => (await during.attempt()).outcome === 'answered', 10_000, 200);
    const whole = await person.http('GET', `/api/chat/${rooms.open}/messages/${id}`);
    const length = whole.outcome === 'answered' ? /** @type {{ text: string }} */ (whole.data).text.length : 0;
    return [
      before.outcome === 'answered' ? '' : 'a long text was refused before anything happened',
      refused.outcome === 'refused' && refused.code === 'body_store.unavailable'
        ? ''
        : `a long text was ${refused.outcome} while its store was gone`,
      short.outcome === 'answered' ? '' : 'a short message was refused while the body store was gone',
      page.outcome === 'answered' ? '' : 'history could not be read while the body store was gone',
      length === large('before').length ? '' : `the long text came back with ${length} characters`,
    ].filter(Boolean);
  },
};

/** Who says something long waits or is told why not; who says something short notices nothing. @type {Fault} */
const slow = {
  name: 'body store: 700 ms further away',
  needs: ['mongo'],
  breaks: ['mongo'],
  leans: ['postgres', 'node', 'network'],
  async happen({ stage: { bodiesWay }, crowd, rooms, record }) {
    const person = crowd.person('cyn');
    const say = (/** @type {string} */ text) =>
      person.attempt(record.send({ senderId: person.id, conversationId: rooms.open, text }), { byHttp: true });
    bodiesWay.delay(700);
    const long = [1, 2, 3].map((nth) => say(large(`slow ${nth}`)));
    const short = await say('short');
    const answers = await Promise.all(long);
    bodiesWay.mend();
    return [
      short.outcome === 'answered' ? '' : `a short message was ${short.outcome} while the body store was slow`,
      ...answers.map(({ outcome }) => (['answered', 'refused'].includes(outcome) ? '' : `a long text was ${outcome}`)),
    ].filter(Boolean);
  },
};

export const bodyFaults = [gone, slow];
