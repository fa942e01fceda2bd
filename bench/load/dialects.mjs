// What is said over a socket, as frames of Engine.IO 4 and Socket.IO 5 written by hand: reading thousands of sockets with
// the real client would measure the client.

/**
 * @typedef {{ token: string, room: string, readsWhole?: boolean }} Seat `readsWhole`: frames bring beginnings, and it asks for the rest
 * @typedef {{ room: string, id: string, text: string }} Outgoing
 * @typedef {object} Dialect
 * @property {(seat: Seat) => string} hello answers the open packet
 * @property {((seat: Seat) => string) | null} join asked once the namespace is open; its answer is acknowledgement 0
 * @property {(ack: number, outgoing: Outgoing) => string} send
 * @property {string} told how a frame with a message begins
 * @property {string} mark what stands before the message's id in it
 * @property {(room: string, frame: string) => string} [whole] where the whole text of such a frame is
 */

/** @type {Record<'parley' | 'floor', Dialect>} */
export const dialects = {
  parley: {
    hello: ({ token }) => `40${JSON.stringify({ token })}`,
    // Whoever is connected is in their rooms.
    join: null,
    send: (ack, { room, id, text }) =>
      `42${ack}["message:send",{"conversationId":"${room}","clientId":"${id}","text":"${text}"}]`,
    told: '42["message:received"',
    mark: '"clientId":"',
    whole: (room, frame) => `/api/chat/${room}/bodies?ids=${frame.slice(frame.indexOf('"id":"') + 6).slice(0, 36)}`,
  },
  floor: {
    hello: () => '40',
    join: ({ room }) => `420["join","${room}"]`,
    send: (ack, { room, id, text }) =>
      `42${ack}["send",{"conv":"${room}","id":"${id}","from":"someone","body":"${text}"}]`,
    told: '42["msg"',
    mark: '"id":"',
  },
};

/** The id of the n-th message of a run: a UUID that says which it is. @param {string} run eight hex digits @param {number} nth */
export const idOf = (run, nth) => `${run}-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`;

/** @param {string} id */
export const placeOf = (id) => ({ run: id.slice(0, 8), nth: Number.parseInt(id.slice(24), 16) });
