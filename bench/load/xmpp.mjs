// XMPP over WebSocket (RFC 7395) by hand: whole stanzas a frame, looked for by their text, never parsed.
import { WebSocket } from 'ws';

const domain = 'localhost';
const idLength = 36;
const opening = `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${domain}" version="1.0"/>`;
const requestAck = '<r xmlns="urn:xmpp:sm:3"/>';

/** @typedef {import('./dialects.mjs').Seat} Seat */

/** Of a room of many rather than of one person's. @param {string} room */
const isShared = (room) => room.includes('@conference.');

/**
 * What is said once each thing was heard, up to being there.
 * @param {Seat} seat
 * @returns {{ heard: RegExp, say: string[] }[]}
 */
export function greeting({ token, user = '', room, sends }) {
  const secret = Buffer.from(`\0${user}\0${token}`).toString('base64');
  const bind = '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>r</resource></bind>';
  const joining = `<presence xmlns="jabber:client" to="${room}/${user}"><x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x></presence>`;
  const signIn = [
    { heard: /PLAIN/, say: [`<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${secret}</auth>`] },
    { heard: /<success/, say: [opening] },
    { heard: /xmpp-bind/, say: [`<iq xmlns="jabber:client" type="set" id="bind">${bind}</iq>`] },
  ];
  if (isShared(room)) {
    return [...signIn, { heard: /<jid>/, say: [joining] }, { heard: /code=['"]110|<subject/, say: [] }];
  }
  // Who sends to one person is answered by stream management: handled is archived, on both servers.
  const present = '<presence xmlns="jabber:client"/>';
  if (!sends) return [...signIn, { heard: /<jid>/, say: [present] }];
  return [
    ...signIn,
    { heard: /<jid>/, say: ['<enable xmlns="urn:xmpp:sm:3"/>'] },
    { heard: /<enabled/, say: [present] },
  ];
}

/** @param {Seat} seat @param {{ id: string, text: string }} sent */
export function framesOf({ room }, { id, text }) {
  const type = isShared(room) ? 'groupchat' : 'chat';
  // The id stands in the text: a stanza has several ids, in an order of each server's own.
  const body = `${id}${text.slice(idLength)}`;
  const stanza = `<message xmlns="jabber:client" to="${room}" type="${type}" id="${id}"><body>${body}</body></message>`;
  return isShared(room) ? [stanza] : [stanza, requestAck];
}

/** The id of the message a stanza brings, if it brings one. @param {Buffer} data */
export function idIn(data) {
  const at = data.indexOf('<body>');
  if (at < 0 || data.toString('latin1', 0, 8) !== '<message') return undefined;
  return data.toString('latin1', at + 6, at + 6 + idLength);
}

/** @param {WebSocket} socket @param {Seat} seat @returns {Promise<void>} */
function greet(socket, seat) {
  const steps = greeting(seat);
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(opening));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
    const listen = (/** @type {Buffer} */ data) => {
      const said = data.toString();
      if (/<failure|type=['"]error/.test(said)) reject(new Error(said));
      if (!steps[0]?.heard.test(said)) return;
      for (const line of steps.shift()?.say ?? []) socket.send(line);
      if (steps.length > 0) return;
      socket.off('message', listen);
      resolve();
    };
    socket.on('message', listen);
  });
}

/**
 * @param {string} url @param {Seat} seat @param {(id: string) => void} told
 * @returns {Promise<Pick<import('./wire.mjs').Wire, 'send' | 'close'>>}
 */
export async function openXmpp(url, seat, told) {
  const socket = new WebSocket(url, ['xmpp'], { perMessageDeflate: false, skipUTF8Validation: true });
  await greet(socket, seat);
  /** @type {Map<string, (isOk: boolean) => void>} in the order they were sent */
  const waiting = new Map();
  const take = (/** @type {string | undefined} */ id) => {
    const answered = waiting.get(id ?? '');
    waiting.delete(id ?? '');
    answered?.(true);
  };
  socket.on('message', (/** @type {Buffer} */ data) => {
    const id = idIn(data);
    if (id === undefined) {
      if (data.toString('latin1', 0, 3) === '<a ') take(waiting.keys().next().value);
      // A room tells everybody, its sender too; that is their answer.
    } else if (waiting.has(id)) take(id);
    else told(id);
  });
  return {
    send(sent, answered) {
      waiting.set(sent.id, answered);
      for (const frame of framesOf(seat, sent)) socket.send(frame);
    },
    close: () => socket.terminate(),
  };
}
