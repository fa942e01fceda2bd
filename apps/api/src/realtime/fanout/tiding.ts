import { type Look, type Receipt, type SelfChange, type SessionRevoked, roles, serverEvents } from '@parley/contracts';
import { isUUID } from 'class-validator';
import type { LookEvent, News } from '../audience';

/** What one node tells the others, after its commit. */
export type Tiding =
  | { kind: 'news'; id: string; news: News }
  | { kind: 'own'; id: string; change: SelfChange }
  | { kind: 'receipt'; receipt: Receipt }
  | { kind: 'look'; event: LookEvent; look: Look }
  /** They are otherwise; how, stands in `Presence`. */
  | { kind: 'presence'; people: string[] }
  | { kind: 'session'; id: string; reason: SessionRevoked['reason'] };

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is string => typeof value === 'string' && isUUID(value);
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const isRev = (value: unknown): boolean => isCount(value) && value > 0 && value < 2 ** 31;
const isOneOf = (value: unknown, choices: readonly unknown[]): boolean => choices.includes(value);

const isQuote = (value: unknown): boolean => value === null || (isFields(value) && isCount(value['seq']));

const isMessage = ({ id, senderId, seq, quote, text }: Fields): boolean =>
  isId(id) && isId(senderId) && isCount(seq) && isQuote(quote) && typeof text === 'string';

const isChange = ({ atSeq, change }: Fields): boolean =>
  isCount(atSeq) && (change === null || (isFields(change) && typeof change['type'] === 'string'));

const newsChecks: Readonly<Record<News['event'], (data: Fields) => boolean>> = {
  [serverEvents.messageReceived]: isMessage,
  [serverEvents.messageUpdated]: isMessage,
  [serverEvents.conversationUpdated]: isChange,
};

function isNews(id: unknown, news: unknown): boolean {
  if (!isFields(news) || !isFields(news['data'])) return false;
  const { event, data, body } = news as { event: unknown; data: Fields; body?: unknown };
  if (body !== undefined && (typeof body !== 'string' || !/^[0-9a-f]{64}$/.test(body))) return false;
  if (!isId(id) || data['conversationId'] !== id || !isRev(data['rev'])) return false;
  return isOneOf(event, Object.keys(newsChecks)) && newsChecks[event as News['event']](data);
}

const ownTypes: Readonly<Record<SelfChange['type'], true>> = {
  membership: true,
  settings: true,
  draft: true,
  profile: true,
  block: true,
  hidden: true,
  read: true,
  saved: true,
};

function isOwn(id: unknown, change: unknown): boolean {
  if (!isId(id) || !isFields(change) || !isRev(change['selfRev']) || !isFields(change['data'])) return false;
  if (change['type'] !== 'membership') return isOneOf(change['type'], Object.keys(ownTypes));
  const { conversationId, role, visibleAfter, rev } = change['data'];
  const isWhole = isId(conversationId) && isOneOf(role, [null, ...roles]) && isCount(visibleAfter);
  return isWhole && (rev === undefined || isRev(rev));
}

function isReceipt(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { conversationId, userId, deliveredSeq, readSeq } = value;
  return isId(conversationId) && isId(userId) && isCount(deliveredSeq) && isCount(readSeq);
}

const lookEvents = [
  serverEvents.userJoined,
  serverEvents.userLeft,
  serverEvents.userTyping,
  serverEvents.userStoppedTyping,
] satisfies LookEvent[];

const isLook = (event: unknown, look: unknown): boolean =>
  isOneOf(event, lookEvents) && isFields(look) && isId(look['conversationId']) && isId(look['userId']);

const checks: Readonly<Record<string, (tiding: Fields) => boolean>> = {
  news: ({ id, news }) => isNews(id, news),
  own: ({ id, change }) => isOwn(id, change),
  receipt: ({ receipt }) => isReceipt(receipt),
  look: ({ event, look }) => isLook(event, look),
  presence: ({ people }) => Array.isArray(people) && people.every(isId),
  session: ({ id, reason }) => isId(id) && isOneOf(reason, ['expired', 'revoked']),
};

/** Null for what this version does not know, or what nobody of us has written: everything that decides is looked at. */
export function readTiding(value: unknown): Tiding | null {
  if (!isFields(value) || typeof value['kind'] !== 'string' || !Object.hasOwn(checks, value['kind'])) return null;
  return checks[value['kind']]?.(value) ? (value as Tiding) : null;
}
