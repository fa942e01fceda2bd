import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/**
 * A question over a connection that is kept, and the bytes of its answer: `fetch` would cost more than the answer.
 * @param {string} url @param {string} token
 * @returns {Promise<Buffer>}
 */
export const get = (url, token) =>
  new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`${url} answered ${answer.statusCode}: ${body.toString()}`));
      });
    });
    asked.on('error', (error) => {
      // The server may close a connection in the moment it is used again.
      if (asked.reusedSocket && 'code' in error && error.code === 'ECONNRESET') resolve(get(url, token));
      else reject(error);
    });
    asked.end();
  });
