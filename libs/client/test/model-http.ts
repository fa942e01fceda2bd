import type { ChangeProfileRequest, ConversationSettings, HistoryPage, Message, SignedIn } from '@parley/contracts';
import { asParleyError, UnansweredError } from '../src/parley.errors';
import type { Exchange } from '../src/transport';
import { find } from './model-acts';
import { forget, save, savedBy } from './model-saved';
import type { Network } from './model-network';
import type { ModelRoom } from './model-room';
import { refused, type ModelServer } from './model-server';

const listPage = 3;
const historyPage = 8;

/** The HTTP half of the model, behind the same weather. */
export function modelExchange(userId: string, network: Network): Exchange {
  const wait = () => {
    const { clock, random, weather } = network;
    return new Promise<void>((resolve) => clock.after(weather.maxDelayMs * random(), resolve));
  };
  return async ({ method, path, body }) => {
    await wait();
    const answer = answerHttp(network.server, { userId, call: method, url: new URL(path, 'http://model'), body });
    await wait();
    if (network.random() < network.weather.lostAnswer) throw new UnansweredError();
    return answer;
  };
}

interface Call {
  userId: string;
  call: string;
  url: URL;
  body: unknown;
}

function answerHttp(server: ModelServer, call: Call) {
  try {
    return { status: 200, body: route(server, call) };
  } catch (cause) {
    const { code, message } = asParleyError(cause);
    return { status: code === 'not_found' ? 404 : 400, body: { code, message, requestId: 'model' } };
  }
}

function route(server: ModelServer, { userId, call: method, url, body }: Call): unknown {
  const call = `${method} ${url.pathname}`;
  const query = url.searchParams;
  if (method === 'POST' && url.pathname.startsWith('/api/auth/')) return account(server, userId, url.pathname, body);
  if (call === 'PATCH /api/users/me') return server.changeProfile(userId, body as ChangeProfileRequest);
  if (call === 'GET /api/chat') return list(server, userId, query.get('cursor'));
  if (call === 'POST /api/chat') return direct(server, userId, (body as { userId: string }).userId);
  if (url.pathname.startsWith('/api/users/me/saved')) return kept(server, { userId, call: method, url, body });
  if (method === 'DELETE') return unpreview(server, userId, url.pathname);
  if (method === 'PATCH') return change(server, { userId, call: method, url, body });
  const [, id = '', part] = /^\w+ \/api\/chat\/([^/]+)(?:\/(\w+))?$/.exec(call) ?? [];
  if (method === 'PUT') return server.draft(userId, id, (body as { text: string }).text);
  return ofRoom(server.room(userId, id), { userId, part, query });
}

function change(server: ModelServer, { userId, url, body }: Call): unknown {
  const [, id = '', messageId] = /^\/api\/chat\/([^/]+)\/(?:settings|messages\/(.+))$/.exec(url.pathname) ?? [];
  if (!messageId) return server.set(userId, id, body as Partial<ConversationSettings>);
  const { room, row } = find(server, userId, messageId);
  server.edit(room, row.seq, { text: (body as { text: string }).text, editedAt: 'now' });
  return room.shown(userId, room.rows.get(row.seq) ?? row);
}

interface RoomCall {
  userId: string;
  part: string | undefined;
  query: URLSearchParams;
}

function ofRoom(room: ModelRoom, { userId, part, query }: RoomCall): unknown {
  if (part === undefined) return room.summary(userId);
  if (part === 'pins') return { items: room.pins(userId), nextCursor: null };
  // Asked for what is unread, and for nothing else.
  if (part === 'locate') return { seq: room.unread(userId)[0]?.seq ?? null };
  if (part === 'receipts') {
    const members = [...room.members].filter(([other]) => room.isMember(other));
    const items = members.map(([other, { deliveredSeq, readSeq }]) => ({ userId: other, deliveredSeq, readSeq }));
    return { items, nextCursor: null };
  }
  if (part !== 'messages') throw refused('not_found');
  return history(room.visible(userId), query);
}

function history(rows: readonly Message[], query: URLSearchParams): HistoryPage {
  const place = (name: string) => (query.has(name) ? Number(query.get(name)) : null);
  const [after, around] = [place('after'), place('around')];
  if (after !== null) {
    const newer = rows.filter((row) => row.seq > after);
    return { items: newer.slice(0, historyPage), hasBefore: true, hasAfter: newer.length > historyPage };
  }
  const middle = around === null ? null : around + historyPage / 2;
  const before = place('before') ?? middle ?? Number.MAX_SAFE_INTEGER;
  const older = rows.filter((row) => row.seq < before).toReversed();
  const items = older.slice(0, historyPage);
  return { items, hasBefore: older.length > items.length, hasAfter: rows.some((row) => row.seq >= before) };
}

function unpreview(server: ModelServer, userId: string, path: string): Message {
  const [, messageId = ''] = /\/messages\/(.+)\/preview$/.exec(path) ?? [];
  const { room, row } = find(server, userId, messageId);
  if (row.senderId !== userId) throw refused('forbidden');
  if (row.preview) server.edit(room, row.seq, { preview: undefined });
  return room.shown(userId, room.rows.get(row.seq) ?? row);
}

function kept(server: ModelServer, { userId, call, url }: Call): unknown {
  const messageId = decodeURIComponent(url.pathname.slice('/api/users/me/saved/'.length));
  if (call === 'PUT') return save(server, userId, messageId);
  if (call === 'DELETE') return forget(server, userId, messageId);
  const below = Number(url.searchParams.get('cursor') ?? Number.MAX_SAFE_INTEGER);
  const all = savedBy(server, userId).filter(({ selfRev }) => selfRev < below);
  const items = all.slice(0, listPage);
  return { items, nextCursor: all.length > items.length ? String(items.at(-1)?.selfRev) : null };
}

/** Every password and every mailed code is right, `000000` excepted; the second factor is always `246810`. */
function account(server: ModelServer, userId: string, path: string, body: unknown): unknown {
  const { code } = body as { code?: string };
  switch (path.slice('/api/auth/'.length)) {
    case 'login':
    case 'otp/verify':
      if (code === '000000') throw refused('auth.code_invalid');
      if (server.withSecondFactor.has(userId)) return { challenge: `challenge-${userId}`, methods: ['totp'] };
      return signedIn(server, userId);
    case 'second-factor':
      if (code !== '246810') throw refused('auth.code_invalid');
      return signedIn(server, userId);
    case 'refresh':
      if (server.suspended.has(userId)) throw refused('auth.suspended');
      return signedIn(server, userId);
    default:
      return undefined;
  }
}

function signedIn(server: ModelServer, userId: string): SignedIn {
  const user = server.person(userId).me;
  return { user, accessToken: `access-${userId}`, expiresIn: 900, refreshToken: `refresh-${userId}` };
}

function list(server: ModelServer, userId: string, cursor: string | null) {
  const place = (room: ModelRoom) => Number(room.ownOf(userId).settings.pinned) * 1e9 + room.activity;
  const before = cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor);
  const rooms = server.roomsOf(userId).filter((room) => place(room) < before);
  const page = rooms.slice(0, listPage);
  const last = page.at(-1);
  const nextCursor = rooms.length > page.length && last ? String(place(last)) : null;
  return { items: page.map((room) => room.summary(userId)), nextCursor };
}

function direct(server: ModelServer, userId: string, peerId: string) {
  const id = `direct-${[userId, peerId].sort().join('-')}`;
  const room = server.rooms.get(id) ?? server.create(id, 'direct', [userId, peerId]);
  return room.summary(userId);
}
