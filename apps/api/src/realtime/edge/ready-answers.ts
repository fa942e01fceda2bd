import type { Ack } from '@parley/contracts';
import { Socket } from 'socket.io';
import { connectionOf, freeLine, writeFrame } from '../pressure/connection';
import { textFrame } from '../pressure/frame';
import type { ParleySocket } from '../socket';

/** Of a socket of Socket.IO, what its types keep to themselves. */
interface Inside {
  ack: (this: ParleySocket, id: number) => (answer: Ack<unknown>) => void;
}

const { ack: usual } = Socket.prototype as unknown as Inside;

/** A message of Engine.IO that is an acknowledgement of Socket.IO. */
const acknowledgement = '43';

/**
 * Acknowledgements leave as broadcasts do (see ReadyFrameAdapter): where nothing waits, past the queues of those between.
 * An answer is JSON and holds no bytes, for which Socket.IO would look.
 */
export function answerReadily(socket: ParleySocket): void {
  (socket as unknown as Inside).ack = ready;
}

/** One function for all sockets: a closure for each would weigh more than what it does. */
const ready: Inside['ack'] = function (id) {
  return (answer) => {
    const line = freeLine(connectionOf(this));
    if (line) writeFrame(line, textFrame(`${acknowledgement}${id}${JSON.stringify([answer])}`));
    else usual.call(this, id)(answer);
  };
};
