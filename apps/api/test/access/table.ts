import { type ClientEventName, clientEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';

/** What a request needs that the path does not say. */
export interface Given {
  conversationId: string;
  /** Somebody else in the conversation, and somebody in none. */
  memberId: string;
  outsiderId: string;
  messageId: string;
  /** At which it was edited. */
  rev: number;
}

/**
 * - `public`: nobody need be signed in; it decides by itself.
 * - `account`: anybody with an account, for what is theirs.
 * - `member`: members of the conversation; to everybody else it is not there.
 * - `room`: whoever may come into a public room; a private one is not there.
 * - `server`: people with a role on the server.
 */
export type Access = 'public' | 'account' | 'member' | 'room' | 'server';

export interface Entry {
  access: Access;
  body?: (given: Given) => unknown;
  query?: (given: Given) => string;
}

const of = (access: Access, more: Omit<Entry, 'access'> = {}): Entry => ({ access, ...more });
const open = of('public');
const account = of('account');
const member = of('member');
const server = of('server');

/** Every HTTP route. One that is added fails the test beside this until it is here. */
export const routes: Record<string, Entry> = {
  // Described from the routes themselves; see docs/adr/0010.
  'GET /api/docs': open,
  'GET /api/docs/': open,
  'GET /api/docs/index.html': open,
  'GET /api/docs/LICENSE': open,
  'GET /api/docs/swagger-ui-init.js': open,
  'GET /api/docs/docs/swagger-ui-init.js': open,
  'GET /api/docs/async': open,
  'GET /api/docs/async.json': open,
  'GET /api/docs-json': open,
  'GET /api/docs-yaml': open,
  'GET /health/live': open,
  'GET /health/ready': open,
  'GET /metrics': open,
  'GET /api/outbox': open,
  'GET /api/outbox/:file': open,
  'GET /api/outbox/:file/html': open,
  'GET /api/server': open,
  'GET /api/auth/invites/:code': open,
  'POST /api/auth/register': open,
  'POST /api/auth/login': open,
  'POST /api/auth/second-factor': open,
  'POST /api/auth/refresh': open,
  'POST /api/auth/logout': open,
  'POST /api/auth/email/verify': open,
  'POST /api/auth/password/forgot': open,
  'POST /api/auth/password/reset': open,
  'POST /api/auth/otp': open,
  'POST /api/auth/otp/verify': open,

  'POST /api/auth/step-up': account,
  'POST /api/auth/step-up/code': account,
  'GET /api/users/me': account,
  'PATCH /api/users/me': account,
  'GET /api/users/me/security': account,
  'POST /api/users/me/email': account,
  'POST /api/users/me/email/verification': account,
  'POST /api/users/me/password': account,
  'POST /api/users/me/totp': account,
  'POST /api/users/me/totp/confirm': account,
  'DELETE /api/users/me/totp': account,
  'POST /api/users/me/recovery-codes': account,
  'GET /api/users/me/sessions': account,
  'DELETE /api/users/me/sessions': account,
  'DELETE /api/users/me/sessions/:id': account,
  'GET /api/users/me/blocks': account,
  'PUT /api/users/me/blocks/:userId': account,
  'DELETE /api/users/me/blocks/:userId': account,
  'GET /api/users/me/saved': account,
  'DELETE /api/users/me/saved/:messageId': account,
  'GET /api/users': account,
  'GET /api/users/:id': account,
  'GET /api/invites': account,
  'POST /api/invites': account,
  'DELETE /api/invites/:id': account,
  'GET /api/rooms': account,
  'GET /api/chat': account,
  'POST /api/chat': account,
  'GET /api/chat/deleted': account,
  'GET /api/sync/heads': account,
  'GET /api/sync/self': account,

  'GET /api/chat/:id': member,
  'PATCH /api/chat/:id': of('member', { body: () => ({ name: 'quay' }) }),
  'DELETE /api/chat/:id': member,
  'POST /api/chat/:id/restore': member,
  'GET /api/chat/:id/members': member,
  'POST /api/chat/:id/members': of('member', { body: ({ outsiderId }) => ({ userIds: [outsiderId] }) }),
  'PATCH /api/chat/:id/members/:userId': of('member', { body: () => ({ role: 'read_only' }) }),
  'DELETE /api/chat/:id/members/:userId': member,
  'GET /api/chat/:id/bans': member,
  'PUT /api/chat/:id/bans/:userId': member,
  'DELETE /api/chat/:id/bans/:userId': member,
  'PATCH /api/chat/:id/settings': of('member', { body: () => ({ pinned: true }) }),
  'PUT /api/chat/:id/draft': of('member', { body: () => ({ text: 'half' }) }),
  'GET /api/chat/:id/messages': member,
  'GET /api/chat/:id/messages/:messageId': member,
  'PATCH /api/chat/:id/messages/:messageId': of('member', { body: () => ({ text: 'aye' }) }),
  'DELETE /api/chat/:id/messages/:messageId': of('member', { query: () => '?for=everyone' }),
  'DELETE /api/chat/:id/messages/:messageId/preview': member,
  'GET /api/chat/:id/messages/:messageId/edits': member,
  'GET /api/chat/:id/messages/:messageId/edits/:rev': member,
  'GET /api/chat/:id/bodies': of('member', { query: ({ messageId }) => `?ids=${messageId}` }),
  'PUT /api/chat/:id/messages/:messageId/reactions/:emoji': member,
  'DELETE /api/chat/:id/messages/:messageId/reactions/:emoji': member,
  'GET /api/chat/:id/locate': of('member', { query: () => '?unread=first' }),
  'GET /api/chat/:id/pins': member,
  'PUT /api/chat/:id/messages/:messageId/pin': member,
  'DELETE /api/chat/:id/messages/:messageId/pin': member,
  'PUT /api/users/me/saved/:messageId': member,
  'POST /api/chat/:id/messages': of('member', { body: () => ({ clientId: randomUUID(), text: 'ahoy' }) }),
  'GET /api/chat/:id/receipts': member,
  'GET /api/sync/changes': of('member', {
    query: ({ conversationId }) => `?conversationId=${conversationId}&after=0`,
  }),

  'POST /api/chat/:id/join': of('room'),

  'PATCH /api/server': of('server', { body: () => ({ name: 'Harbour' }) }),
  'GET /api/admin/audit': server,
  'GET /api/admin/dead-letters': server,
  'POST /api/admin/dead-letters/:id/replay': server,
  'DELETE /api/admin/dead-letters/:id': server,
  'GET /api/admin/users': server,
  'PATCH /api/admin/users/:id': of('server', { body: () => ({ role: 'guest' }) }),
  'POST /api/admin/users/:id/suspend': of('server', { body: () => ({}) }),
  'DELETE /api/admin/users/:id/suspend': server,
  'DELETE /api/admin/users/:id/sessions': server,
};

interface EventEntry {
  access: 'account' | 'member';
  payload: (given: Given) => unknown;
}

const inConversation = (more: (given: Given) => object = () => ({})): EventEntry => ({
  access: 'member',
  payload: (given) => ({ conversationId: given.conversationId, ...more(given) }),
});

const onMessage = (more: () => object): EventEntry => ({
  access: 'member',
  payload: ({ messageId }) => ({ messageId, ...more() }),
});

/** Every socket event; the compiler asks for those that are missing. */
export const events: Record<ClientEventName, EventEntry> = {
  [clientEvents.messageSend]: inConversation(() => ({ clientId: randomUUID(), text: 'ahoy' })),
  [clientEvents.messageEdit]: onMessage(() => ({ text: 'aye' })),
  [clientEvents.messageDelete]: onMessage(() => ({ for: 'everyone' })),
  [clientEvents.messageReact]: onMessage(() => ({ emoji: '👍', on: true })),
  [clientEvents.messagePin]: onMessage(() => ({ on: true })),
  [clientEvents.messageDelivered]: inConversation(() => ({ seq: 1 })),
  [clientEvents.messageRead]: inConversation(() => ({ seq: 1 })),
  [clientEvents.conversationJoin]: inConversation(),
  [clientEvents.conversationLeave]: inConversation(),
  [clientEvents.typingStart]: inConversation(),
  [clientEvents.typingStop]: inConversation(),
  // Strangers are answered as everybody is: nobody is there. See presence.spec.ts.
  [clientEvents.presenceWatch]: { access: 'account', payload: ({ memberId }) => ({ userIds: [memberId] }) },
  [clientEvents.presenceSet]: { access: 'account', payload: () => ({ state: 'away' }) },
  [clientEvents.syncChanges]: inConversation(() => ({ after: 0 })),
  [clientEvents.syncHeads]: { access: 'account', payload: () => ({}) },
  [clientEvents.syncSelf]: { access: 'account', payload: () => ({}) },
  [clientEvents.sessionRenew]: { access: 'account', payload: () => ({ token: 'x' }) },
};
