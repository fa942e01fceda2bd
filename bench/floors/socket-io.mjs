// The floor: bare Socket.IO, and one INSERT of everything that came while the last one was under way. No accounts, no
// access check, no retries, no order across conversations. What is dearer than this is what Parley adds.
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

const batchMax = 500;
const atOnce = 2;

/** @typedef {{ conv: string, id: string, from: string, body: string }} Sent */

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, application_name: 'floor' });
await pool.query(`CREATE TABLE IF NOT EXISTS msg (
  conv text NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY, id uuid NOT NULL UNIQUE, sender text NOT NULL, body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (conv, seq))`);

/** @type {{ sent: Sent, resolve: (seq: string) => void, reject: (error: unknown) => void }[]} */
const waiting = [];
let running = 0;

async function store() {
  const batch = waiting.splice(0, batchMax);
  running += 1;
  try {
    const { rows } = await pool.query({
      name: 'store',
      text: 'INSERT INTO msg (conv, id, sender, body) SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) RETURNING seq',
      values: /** @type {const} */ (['conv', 'id', 'from', 'body']).map((key) => batch.map(({ sent }) => sent[key])),
    });
    batch.forEach(({ resolve }, place) => resolve(rows[place].seq));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  } finally {
    running -= 1;
    pump();
  }
}

function pump() {
  if (waiting.length > 0 && running < atOnce) void store();
}

/** Resolves when it is committed. @param {Sent} sent @returns {Promise<string>} */
const stored = (sent) =>
  new Promise((resolve, reject) => {
    waiting.push({ sent, resolve, reject });
    if (running < atOnce) setImmediate(pump);
  });

const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
  maxHttpBufferSize: 4 * 1024 * 1024,
});
io.on('connection', (socket) => {
  socket.on('join', (/** @type {string} */ room, /** @type {() => void} */ answer) => {
    void socket.join(room);
    answer();
  });
  socket.on('send', async (/** @type {Sent} */ sent, /** @type {(answer: object) => void} */ answer) => {
    const seq = await stored(sent);
    socket.to(sent.conv).emit('msg', { ...sent, seq });
    answer({ ok: true, seq });
  });
});
http.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
process.once('SIGTERM', () => process.exit(0));
