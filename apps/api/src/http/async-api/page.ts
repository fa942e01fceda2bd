import { wire } from './wire.gen';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

const schema = (value: object): string => {
  const text = escaped(JSON.stringify(value, null, 2));
  return `<pre>${text.replace(/&quot;#\/components\/schemas\/(\w+)&quot;/g, '<a href="#$1">$1</a>')}</pre>`;
};

const event = (name: string, about: string, parts: [string, object][]): string =>
  `<section id="${name}"><h3><code>${name}</code></h3><p>${escaped(about)}</p>${parts
    .map(([title, value]) => `<h4>${title}</h4>${schema(value)}`)
    .join('')}</section>`;

const links = (names: string[]): string => names.map((name) => `<a href="#${name}"><code>${name}</code></a>`).join(' ');

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
pre{overflow:auto;padding:.75rem;border:1px solid;border-radius:.5rem}nav a{margin-right:.75rem}`;

const asked = wire.client.map(({ name, about, request, answer }) =>
  event(name, about, [
    ['Asks', request],
    ['Acknowledged with data', answer],
  ]),
);
const told = wire.server.map(({ name, about, payload }) => event(name, about, [['Tells', payload]]));
const types = Object.entries(wire.schemas).map(
  ([name, value]) => `<section id="${name}"><h3>${name}</h3>${schema(value)}</section>`,
);

/** Plain, because nothing but our own files may run here. */
export const asyncApiPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Parley: the socket</title>
<style>${style}</style></head><body>
<h1>Parley: the socket</h1>
<p>Socket.IO 4, namespace <code>/</code>. The same as <a href="/api/docs/async.json">AsyncAPI 3</a>; the rest is at <a href="/api/docs">/api/docs</a>.</p>
<nav><p>Clients ask: ${links(wire.client.map(({ name }) => name))}</p><p>The server tells: ${links(wire.server.map(({ name }) => name))}</p></nav>
<h2>What clients ask</h2>${asked.join('')}<h2>What the server tells</h2>${told.join('')}<h2>Types</h2>${types.join('')}
</body></html>
`;
