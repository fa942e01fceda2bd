import type { PersonAtBrowser } from './person';

interface LongTalk {
  name: string;
  /** Whom to add. */
  with: string;
  /** What is said first; then come `Line 1 of the log.` and so on. */
  first: string;
}

export const lastLine = 'Line 129 of the log.';

/** A group with a long history, made by the page's own session. */
export async function beginTalk({ page }: PersonAtBrowser, talk: LongTalk): Promise<string> {
  return page.evaluate(async ({ name, with: whom, first }) => {
    const call = async (path: string, body?: object) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {});
      return (await answer.json()) as { id: string; items: { id: string }[] };
    };
    const { items } = await call(`/api/users?search=${whom}`);
    const group = await call('/api/chat', { kind: 'group', name, memberIds: [items[0]?.id] });
    for (let n = 0; n < 130; n += 1) {
      const text = n === 0 ? first : `Line ${n} of the log.`;
      await call(`/api/chat/${group.id}/messages`, { clientId: crypto.randomUUID(), text });
    }
    return group.id;
  }, talk);
}

/** Sent past the composer: many, or more than one types. */
export async function say({ page }: PersonAtBrowser, conversationId: string, texts: string[]): Promise<void> {
  await page.evaluate(
    async ({ id, all }) => {
      for (const text of all) {
        const answer = await fetch(`/api/chat/${id}/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ clientId: crypto.randomUUID(), text }),
        });
        if (!answer.ok) throw new Error(`Sending answered ${answer.status}.`);
      }
    },
    { id: conversationId, all: texts },
  );
}
