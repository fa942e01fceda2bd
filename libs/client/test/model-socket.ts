import {
  clientEvents,
  type AnswerOf,
  type ClientEventName,
  type Head,
  type HeadsRequest,
  type RequestOf,
  type SelfRequest,
} from '@parley/contracts';
import { pin, react, remove, rewrite } from './model-acts';
import { refused, type ModelServer, type ModelSocket } from './model-server';

/** Pages so small that every history needs several. */
const changesPage = 4;
const headsPage = 2;
const selfPage = 3;

type Handlers = {
  [E in ClientEventName]: (server: ModelServer, socket: ModelSocket, request: RequestOf<E>) => AnswerOf<E>;
};

const handlers: Handlers = {
  [clientEvents.messageSend]: (server, socket, request) => server.send(socket.userId, request, socket),
  [clientEvents.messageEdit]: (server, socket, { messageId, text }) => rewrite(server, socket, messageId, text),
  [clientEvents.messageDelete]: (server, socket, request) => remove(server, socket, request),
  [clientEvents.messageReact]: (server, socket, request) => react(server, socket, request),
  [clientEvents.messagePin]: pin,
  [clientEvents.messageDelivered]: (server, { userId }, { conversationId, seq }) =>
    server.receipt(userId, conversationId, { deliveredSeq: seq }),
  [clientEvents.messageRead]: (server, { userId }, { conversationId, seq }) =>
    server.receipt(userId, conversationId, { readSeq: seq }),
  [clientEvents.conversationJoin]: (server, { userId }, { conversationId }) => look(server, userId, conversationId),
  [clientEvents.conversationLeave]: (server, { userId }, { conversationId }) => look(server, userId, conversationId),
  [clientEvents.typingStart]: (server, { userId }, { conversationId }) => typing(server, userId, conversationId),
  [clientEvents.typingStop]: (server, { userId }, { conversationId }) => typing(server, userId, conversationId),
  [clientEvents.presenceWatch]: (server, socket, { userIds }) => ({ items: server.presence.watch(socket, userIds) }),
  [clientEvents.presenceSet]: (server, { userId }, { state }) => {
    server.presence.appear(userId, state);
    return { state };
  },
  [clientEvents.syncHeads]: (server, { userId }, request) => heads(server, userId, request),
  [clientEvents.syncChanges]: (server, { userId }, request) => {
    const epoch = String(server.epoch);
    if (!('since' in request)) {
      return { ...server.changes(userId, request.conversationId, request.after, changesPage), epoch };
    }
    const mine = request.since.filter(({ conversationId }) => server.rooms.get(conversationId)?.isMember(userId));
    const items = mine.map(({ conversationId, after }) => ({
      conversationId,
      ...server.changes(userId, conversationId, after, changesPage),
    }));
    return { items, epoch };
  },
  [clientEvents.syncSelf]: (server, { userId }, request) => own(server, userId, request),
  [clientEvents.sessionRenew]: () => ({ expiresIn: 900 }),
};

export function answerSocket<E extends ClientEventName>(
  server: ModelServer,
  socket: ModelSocket,
  event: E,
  request: RequestOf<E>,
): AnswerOf<E> {
  const handler: Handlers[E] | undefined = handlers[event];
  if (!handler) throw refused('event.unknown');
  return handler(server, socket, request);
}

function typing(server: ModelServer, userId: string, conversationId: string) {
  return { conversationId: server.room(userId, conversationId).id, userId };
}

function look(server: ModelServer, userId: string, conversationId: string) {
  const { seq, rev } = server.room(userId, conversationId);
  return { conversationId, seq, rev };
}

function heads(server: ModelServer, userId: string, { after }: HeadsRequest) {
  const from = Number(after ?? 0);
  const changed = server.roomsOf(userId).filter((room) => (server.changedAt.get(room.id) ?? 0) > from);
  changed.sort((a, b) => (server.changedAt.get(a.id) ?? 0) - (server.changedAt.get(b.id) ?? 0));
  const page = changed.slice(0, headsPage);
  const more = changed.length > page.length;
  const last = page.at(-1);
  const cursor = more && last ? (server.changedAt.get(last.id) ?? 0) : server.tick;
  const items = page.map((room): Head => {
    const { seq, rev, readSeq, unread, mentions, activity } = room.summary(userId);
    return { conversationId: room.id, seq, rev, readSeq, unread, mentions, activity };
  });
  return { items, cursor: String(cursor), more, epoch: String(server.epoch) };
}

function own(server: ModelServer, userId: string, { after = 0 }: SelfRequest) {
  const { own: changes, selfRev } = server.person(userId);
  const due = [...changes.values()].filter((change) => change.selfRev > after).sort((a, b) => a.selfRev - b.selfRev);
  const page = due.slice(0, selfPage);
  const more = due.length > page.length;
  const upTo = more ? (page.at(-1)?.selfRev ?? selfRev) : selfRev;
  return { changes: page, selfRev: upTo, more, epoch: String(server.epoch) };
}
