import { lastMoments, moments } from './calendar';
import type { Talk } from './talk';
import type { Username } from './people';
import { Random, idFor } from './random';
import type { Dialogue } from './texts/dialogue';

export interface PlannedMessage {
  clientId: string;
  sender: Username;
  text: string;
  /** The place in the plan of the message this one answers. */
  replyTo: number | null;
  at: Date;
}

export interface Plan {
  talk: Talk;
  messages: PlannedMessage[];
}

type Line = Pick<PlannedMessage, 'sender' | 'text' | 'replyTo'>;

const shape = /^([A-E])(\^?) ([^]+)$/;
const services = ['sync', 'gateway', 'mailer', 'search', 'uploads', 'billing', 'web', 'relay'];

/** Every slot a text may have. */
const slots: Record<string, (random: Random) => string> = {
  pr: (random) => `#${random.between(200, 4_800)}`,
  n: (random) => String(random.between(2, 90)),
  ms: (random) => String(random.between(8, 480)),
  version: (random) => `2.${random.between(0, 40)}.${random.between(0, 9)}`,
  service: (random) => random.pick(services),
  time: (random) => `${random.between(9, 17)}:${random.pick(['00', '15', '30', '45'])}`,
  hash: (random) =>
    Math.floor(random.next() * 0xfffffff)
      .toString(16)
      .padStart(7, '0'),
};

const filled = (text: string, random: Random): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => slots[name]?.(random) ?? whole);

/** One dialogue, with people of this talk for its letters. */
function perform(dialogue: Dialogue, talk: Talk, random: Random, from: number): Line[] {
  const cast = random.shuffled(talk.speakers ?? talk.members);
  return dialogue.map((line) => {
    const [, letter, answers, text] = shape.exec(line) ?? [];
    if (!letter || !text) throw new Error(`This line has no speaker or no text: ${line}`);
    const sender = cast[(letter.charCodeAt(0) - 65) % cast.length] ?? talk.members[0] ?? 'eli';
    return { sender, text: filled(text, random), replyTo: answers ? from : null };
  });
}

/** The first `count` lines of an endless talk: a longer one begins the same, so that a server can be scaled up later. */
function talkFor(talk: Talk, count: number): { lines: Line[]; sizes: number[] } {
  const random = new Random(`lines of ${talk.name}`);
  const lines: Line[] = [];
  const sizes: number[] = [];
  let deck: Dialogue[] = [];
  while (lines.length < count) {
    if (deck.length === 0) deck = random.shuffled(talk.dialogues);
    const said = perform(deck.pop() ?? [], talk, random, lines.length).slice(0, count - lines.length);
    lines.push(...said);
    sizes.push(said.length);
  }
  return { lines, sizes };
}

function planTalk(talk: Talk, count: number, now: number): Plan {
  const ending = talk.ending.slice(Math.max(0, talk.ending.length - count));
  const endings = lastMoments(now, talk.endedMinutesAgo, ending.length);
  const { lines, sizes } = talkFor(talk, count - ending.length);
  const times = moments(new Random(`times of ${talk.name}`), sizes, endings[0] ?? now - talk.endedMinutesAgo * 60_000);
  const body = lines.map((line, index) => ({
    ...line,
    clientId: idFor(`${talk.name} ${index}`),
    at: new Date(times[index] ?? now),
  }));
  const last = ending.map(([sender, text], index) => ({
    sender,
    text,
    replyTo: null,
    clientId: idFor(`${talk.name} ending ${talk.ending.length - ending.length + index}`),
    at: new Date(endings[index] ?? now),
  }));
  return { talk, messages: [...body, ...last] };
}

/** So many messages in all, shared out by weight; the talk that ended first comes first, because sending orders the list. */
export function planServer(talks: readonly Talk[], total: number, now: number): Plan[] {
  const weight = talks.reduce((sum, talk) => sum + talk.weight, 0);
  const shares = talks.map((talk) => Math.floor((total * talk.weight) / weight));
  const left = total - shares.reduce((sum, share) => sum + share, 0);
  return talks
    .map((talk, index) => planTalk(talk, (shares[index] ?? 0) + (index === 0 ? left : 0), now))
    .sort((one, other) => other.talk.endedMinutesAgo - one.talk.endedMinutesAgo);
}

/** How far somebody has read who has so many messages of others still before them. */
export function readUpTo(messages: readonly { sender: string }[], reader: string, unread: number): number {
  let seq = messages.length;
  for (let left = unread; seq > 0 && left > 0; seq -= 1) if (messages[seq - 1]?.sender !== reader) left -= 1;
  return seq;
}
