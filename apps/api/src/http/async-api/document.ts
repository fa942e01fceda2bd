import { wire } from './wire.gen';

const refusal = {
  type: 'object',
  properties: { ok: { const: false }, error: { $ref: '#/components/schemas/ErrorBody' } },
  required: ['ok', 'error'],
};

const accepted = (data: object) => ({
  type: 'object',
  properties: { ok: { const: true }, data },
  required: ['ok', 'data'],
});

/** Keys stand in references, where a colon is safe but hard to read. */
const keyOf = (event: string): string => event.replace(':', '.');

const message = (name: string, payload: object, about: string) => ({
  name,
  ...(about && { summary: about }),
  contentType: 'application/json',
  payload,
});

const references = (keys: string[]) => keys.map((key) => ({ $ref: `#/channels/socket/messages/${key}` }));

function messages() {
  const told = wire.server.map(({ name, payload, about }) => [keyOf(name), message(name, payload, about)] as const);
  const asked = wire.client.flatMap(({ name, request, answer, about }) => [
    [keyOf(name), message(name, request, about)] as const,
    [`${keyOf(name)}.ack`, message(`${name} acknowledged`, { oneOf: [accepted(answer), refusal] }, '')] as const,
  ]);
  return Object.fromEntries([...asked, ...told]);
}

function operations(): Record<string, object> {
  const channel = { $ref: '#/channels/socket' };
  const asked = wire.client.map(({ name }) => {
    const key = keyOf(name);
    const reply = { channel, messages: references([`${key}.ack`]) };
    return [key, { action: 'receive', channel, messages: references([key]), reply }] as [string, object];
  });
  const told = wire.server.map(({ name }) => {
    const key = keyOf(name);
    return [`tell.${key}`, { action: 'send', channel, messages: references([key]) }] as [string, object];
  });
  return Object.fromEntries([...asked, ...told]);
}

/** The socket as AsyncAPI 3 describes it, from the side of the server: it receives what clients ask, and sends what it tells. */
export const asyncApi = {
  asyncapi: '3.0.0',
  info: {
    title: 'Parley',
    version: '0.1.0',
    description:
      'Socket.IO 4, namespace `/`. The handshake carries `auth.token` or the access cookie. Every client event is acknowledged.',
  },
  defaultContentType: 'application/json',
  channels: {
    socket: { address: '/', title: 'One socket, and all conversations of its person', messages: messages() },
  },
  operations: operations(),
  components: { schemas: wire.schemas },
};
