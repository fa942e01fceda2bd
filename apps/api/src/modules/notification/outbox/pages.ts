import { createHash } from 'node:crypto';
import { escapeHtml } from '../letters/letter';
import type { KeptMail } from './outbox';

const style = `
:root { color-scheme: light dark; --bg: light-dark(#fbfaf7, #141b1f); --raise: light-dark(#fff, #1f262b);
  --ink: light-dark(#19232a, #ecebe7); --ink-2: light-dark(#515d64, #a7b0b4); --line: light-dark(#e4e3de, #262e32);
  --hover: light-dark(#efede9, #1b2328); --accent: light-dark(#00768b, #50bdc9); }
body { max-width: 760px; margin: 0 auto; padding: 32px 20px; background: var(--bg); color: var(--ink);
  font: 15px/22px Inter, system-ui, sans-serif; }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 30px; font-weight: 600; overflow-wrap: anywhere; }
p, dl { margin: 0 0 20px; color: var(--ink-2); }
a { color: var(--accent); }
ul { margin: 0; padding: 0; list-style: none; background: var(--raise); border: 1px solid var(--line); border-radius: 13px; overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
li a { display: block; padding: 12px 16px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
li a:hover { background: var(--hover); }
li b { font-weight: 600; }
li span, time { color: var(--ink-2); font-size: 13px; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; }
dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
pre { margin: 0 0 20px; padding: 20px; background: var(--raise); border: 1px solid var(--line); border-radius: 13px;
  font: 13px/20px ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { box-sizing: border-box; width: 100%; height: 560px; border: 1px solid var(--line); border-radius: 13px; }
`;

/** The one style these pages may have. */
export const pageStyleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;

/** A header of a mail knows no smaller time than a second. */
const timeOf = (at: string): string => escapeHtml(at.replace('T', ' ').replace('.000Z', ' UTC'));

export function listPage(mails: KeptMail[]): string {
  const rows = mails.map(
    ({ file, to, subject, at }) =>
      `<li><a href="/api/outbox/${file}"><b>${escapeHtml(subject)}</b><br><span>to ${escapeHtml(to)} · ${timeOf(at)}</span></a></li>`,
  );
  const list = rows.length > 0 ? `<ul>\n${rows.join('\n')}\n</ul>` : '<p>No mail yet.</p>';
  return page(
    'Outbox',
    `<h1>Outbox</h1>
<p>There is no SMTP server, so mails stay on this machine. Only this machine sees this page.</p>
${list}`,
  );
}

export function mailPage({ file, to, subject, at, text }: KeptMail): string {
  return page(
    subject,
    `<p><a href="/api/outbox">All mails</a></p>
<h1>${escapeHtml(subject)}</h1>
<dl><dt>To</dt><dd>${escapeHtml(to)}</dd><dt>At</dt><dd>${timeOf(at)}</dd></dl>
<pre>${withLinks(text)}</pre>
<iframe src="/api/outbox/${file}/html" title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
  );
}

const withLinks = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part)))
    .join('');
