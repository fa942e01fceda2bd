import { WebSocket } from 'ws';
import { get } from '../stage/http.mjs';

/** How far into a frame the id of its message stands, at most. */
const lookedAt = 400;
const idLength = 36;

/** First bytes of a frame: what kind of packet it is, and for a message, of which. */
const packet = { open: 0x30, ping: 0x32, message: 0x34 };
const message = { connected: 0x30, event: 0x32, answer: 0x33 };

/**
 * One raw socket, open and in its room. `told` hears the ids of the messages it is told of.
 * @param {string} url @param {import('./dialects.mjs').Dialect} dialect @param {import('./dialects.mjs').Seat} seat
 * @param {(id: string) => void} told
 */
export async function openWire(url, dialect, seat, told) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  /** @type {Map<number, (answer: Buffer) => void>} */
  const answers = new Map();
  await new Promise((resolve, reject) => {
    answers.set(0, resolve);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
    socket.on('message', (/** @type {Buffer} */ data) => {
      if (data[0] === packet.open) socket.send(dialect.hello(seat));
      else if (data[0] === packet.ping) socket.send('3');
      else if (data[1] === message.event) hear(data, { url, dialect, seat }, told);
      else if (data[1] === message.answer) take(data, answers);
      else if (data[1] !== message.connected) reject(new Error(data.toString()));
      else if (dialect.join) socket.send(dialect.join(seat));
      else resolve(undefined);
    });
  });
  return speaker(socket, answers, (ack, sent) => dialect.send(ack, { room: seat.room, ...sent }));
}

/**
 * @param {Buffer} data
 * @param {{ url: string, dialect: import('./dialects.mjs').Dialect, seat: import('./dialects.mjs').Seat }} where
 * @param {(id: string) => void} told
 */
function hear(data, { url, dialect, seat }, told) {
  const head = data.toString('latin1', 0, lookedAt);
  if (!head.startsWith(dialect.told)) return;
  const at = head.indexOf(dialect.mark) + dialect.mark.length;
  const id = head.slice(at, at + idLength);
  const whole = seat.readsWhole && dialect.whole?.(seat.room, head);
  // What cannot be had is not told, and so counted as lost.
  if (whole)
    get(`${url}${whole}`, seat.token).then(
      () => told(id),
      () => undefined,
    );
  else told(id);
}

/** @param {Buffer} data @param {Map<number, (answer: Buffer) => void>} answers */
function take(data, answers) {
  const ack = Number.parseInt(data.toString('latin1', 2, 12), 10);
  answers.get(ack)?.(data);
  answers.delete(ack);
}

/**
 * @param {WebSocket} socket @param {Map<number, (answer: Buffer) => void>} answers
 * @param {(ack: number, sent: { id: string, text: string }) => string} frameOf
 */
function speaker(socket, answers, frameOf) {
  let last = 0;
  const ask = (/** @type {(ack: number) => string} */ frame, /** @type {(answer: Buffer) => void} */ answered) => {
    last += 1;
    answers.set(last, answered);
    socket.send(frame(last));
  };
  return {
    /** @param {{ id: string, text: string }} sent @param {(isOk: boolean) => void} answered */
    send(sent, answered) {
      ask(
        (ack) => frameOf(ack, sent),
        (answer) => answered(answer.toString('latin1', 0, 40).includes('"ok":true')),
      );
    },
    /** @param {string} event @param {object} payload @returns {Promise<Buffer>} */
    ask: (event, payload) =>
      new Promise((resolve) => ask((ack) => `42${ack}${JSON.stringify([event, payload])}`, resolve)),
    /** From here on it takes nothing but what its system takes by itself. */
    pause: () => socket.pause(),
    closed: () =>
      new Promise((resolve) => (socket.readyState === WebSocket.CLOSED ? resolve(true) : socket.on('close', resolve))),
    close: () => socket.terminate(),
  };
}

/** @typedef {Awaited<ReturnType<typeof openWire>>} Wire */
