import { WebSocket } from 'ws';
import { get } from '../stage/http.mjs';

/** How far into a frame the id of its message stands, at most. */
const lookedAt = 400;
const idLength = 36;
/** As long as `libs/client` does it waits for a whole text to be brought before it asks for it. */
const patienceMs = 1_000;

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
    // As `socket.io-client` has it.
    handshakeTimeout: 20_000,
    skipUTF8Validation: true,
  });
  /** @type {Map<number, (answer: Buffer) => void>} */
  const answers = new Map();
  const joining = dialect.join(seat);
  const hear = hearing({ url, dialect, seat }, told);
  await new Promise((resolve, reject) => {
    answers.set(0, resolve);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
    socket.on('message', (/** @type {Buffer} */ data) => {
      if (data[0] === packet.open) socket.send(dialect.hello(seat));
      else if (data[0] === packet.ping) socket.send('3');
      else if (data[1] === message.event) hear(data);
      else if (data[1] === message.answer) take(data, answers);
      else if (data[1] !== message.connected) reject(new Error(data.toString()));
      else if (joining === null) resolve(undefined);
      else socket.send(joining);
    });
  });
  return speaker(socket, answers, (ack, sent) => dialect.send(ack, { room: seat.room, ...sent }));
}

/**
 * @param {{ url: string, dialect: import('./dialects.mjs').Dialect, seat: import('./dialects.mjs').Seat }} where
 * @param {(id: string) => void} told
 */
function hearing({ url, dialect, seat }, told) {
  const rest = seat.readsWhole ? dialect.rest : undefined;
  /** Of what only began, by the message's own id. @type {Map<string, () => void>} */
  const begun = new Map();
  /** @param {string} id @param {string} path @param {() => void} whole */
  const awaitRest = (id, path, whole) => {
    begun.set(id, whole);
    setTimeout(() => {
      // What cannot be had is not told, and so counted as lost.
      if (begun.delete(id)) get(`${url}${path}`, seat.token).then(whole, () => undefined);
    }, patienceMs);
  };
  return (/** @type {Buffer} */ data) => {
    const head = data.toString('latin1', 0, lookedAt);
    if (head.startsWith(dialect.told)) {
      const at = head.indexOf(dialect.mark) + dialect.mark.length;
      const id = head.slice(at, at + idLength);
      if (!rest) return told(id);
      const own = rest.idOf(head);
      awaitRest(own, rest.path(seat.room, own), () => told(id));
    } else if (rest && head.startsWith(rest.told)) {
      const which = rest.ofWhich(head);
      const whole = begun.get(which);
      begun.delete(which);
      whole?.();
    }
  };
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
