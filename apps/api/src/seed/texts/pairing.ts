import type { Dialogue } from './dialogue';

export const pairing: readonly Dialogue[] = [
  ['A Do you have five minutes for {service}?', 'B Sure, now?', 'A Now is good. I start a call', 'B Coming'],
  [
    'A This query takes {ms} ms and I do not see why',
    'B Send me the plan',
    'A ```sql\nSELECT id, seq FROM messages WHERE conversation_id = $1 ORDER BY seq DESC LIMIT 50;\n```',
    'B It sorts. The index is on the id alone',
    'A Of course. Thanks 🙏',
  ],
  [
    'A Is {pr} yours?',
    'B Yes, still a draft',
    'A I like where it is going. Two comments, both small',
    'B Saw them, both right',
  ],
  [
    'A Have you got the numbers for {service}?',
    'B p50 {ms} ms, same as last month',
    'A Then it is the network',
    'B It is always the network',
  ],
  ['A Lunch?', 'B {time}?', 'A Works'],
  [
    'A I read your note about caching. What happens when two nodes write at once?',
    'B The later one wins, and both read it again a second later',
    'A^ So for one second somebody sees the old value',
    'B Yes. We said that is fine for avatars',
    'A It is. Write it down though, in a year nobody remembers',
    'B Will do',
  ],
  [
    'A `npm test` hangs on my machine',
    'B Node version?',
    'A 20.19',
    'B Is something still listening on the port?',
    'A ...yes. An old server from yesterday 🙈',
  ],
  [
    'A Thank you for the review yesterday, it found a real one',
    'B Which?',
    'A The empty list',
    'B Always the empty list',
  ],
  ['A Could you take over the on-call on Tuesday?', 'B Yes, if you take my Friday', 'A Deal 🤝'],
  [
    'A https://www.postgresql.org/docs/current/explicit-locking.html this explains it better than I did',
    'B Reading',
    'B Oh. So the lock is held until commit, not until the statement ends',
    'A Exactly that',
  ],
];
