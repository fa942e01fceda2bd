// What is said over a socket, as frames of Engine.IO 4 and Socket.IO 5 written by hand: reading thousands of sockets with
// the real client would measure the client.

/**
 * @typedef {{ token: string, room: string, readsWhole?: boolean, user?: string, sends?: boolean }} Seat
 * `readsWhole`: it looks at the room, and wants the rest of what a frame only begins; `user` and `sends`: where a token does not say who it is
 * @typedef {{ room: string, id: string, text: string }} Outgoing
 * @typedef {{ idOf: (frame: string) => string, told: string, ofWhich: (frame: string) => string, path: (room: string, id: string) => string }} Rest
 * The id of a frame's message; how a frame with a whole text begins, and of which message; where else that is.
 * @typedef {object} Dialect
 * @property {(seat: Seat) => string} hello answers the open packet
 * @property {(seat: Seat) => string | null} join asked once the namespace is open; its answer is acknowledgement 0
 * @property {(ack: number, outgoing: Outgoing) => string} send
 * @property {string} told how a frame with a message begins
 * @property {string} mark what stands before the message's id in it
 * @property {boolean} [hasHeads] whether who comes back asks what was missed
 * @property {Rest} [rest] where frames bring beginnings
 */

/** @param {string} frame @param {string} mark */
const idAfter = (frame, mark) => frame.slice(frame.indexOf(mark) + mark.length).slice(0, 36);

/** @type {Record<'parley' | 'floor', Dialect>} */
export const dialects = {
  parley: {
    hello: ({ token, readsWhole = false }) => `40${JSON.stringify({ token, texts: readsWhole })}`,
    // Whoever is connected is in their rooms.
    join: ({ room, readsWhole }) => (readsWhole ? `420["conversation:join",{"conversationId":"${room}"}]` : null),
    send: (ack, { room, id, text }) =>
      `42${ack}["message:send",{"conversationId":"${room}","clientId":"${id}","text":"${text}"}]`,
    hasHeads: true,
    told: '42["message:received"',
    mark: '"clientId":"',
    rest: {
      idOf: (frame) => idAfter(frame, '"id":"'),
      told: '42["message:text"',
      ofWhich: (frame) => idAfter(frame, '"messageId":"'),
      path: (room, id) => `/api/chat/${room}/bodies?ids=${id}`,
    },
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
