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
    asked.on('error', reject).end();
  });
