import type { ParleyClient } from '@parley/client';
import type { Message } from '@parley/contracts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ClientProvider } from '../../../lib/client-context';
import { me, message } from '../../../lib/wire.factory';
import { MessageText } from './message-text';
import { xssCorpus } from './xss-corpus';

afterEach(cleanup);

const person = (id: string, username: string, name: string) => ({ id, username, name, avatarUrl: null });
const known = new Map([['u1', person('u1', 'priya', 'Priya Raman')]]);
const never = () => () => undefined;
const session = { subscribe: never, snapshot: () => signedIn };
const signedIn = { state: 'signed-in', me: me(), ended: null };
const users = { subscribe: never, known: () => known, get: (id: string) => known.get(id) };

function draw(text: string, over: Partial<Message> = {}) {
  const { container } = render(
    <ClientProvider value={{ session, users } as unknown as ParleyClient}>
      <MessageText message={message({ text, ...over })} />
    </ClientProvider>,
  );
  return container;
}

const safeElements =
  /^(?:a|blockquote|br|button|code|div|em|hr|li|ol|p|path|pre|rect|s|span|strong|svg|table|tbody|td|th|thead|tr|ul)$/;

describe('MessageText', () => {
  it('draws marks once the parser is there, and until then the text as it was typed', async () => {
    const container = draw('**bold** and `code`');
    expect(container.textContent).toBe('**bold** and `code`');
    expect(draw('`@all`', { everyone: 'all' }).querySelector('span')).toBeNull();
    expect((await screen.findByText('bold')).tagName).toBe('STRONG');
    expect(container.querySelector('code')?.textContent).toBe('code');
  });

  it('draws as names only whom the server named, and nobody in code', async () => {
    draw('@priya and @eli and @all: `@priya` @nobody *x*', { mentions: ['u1', 'me'], everyone: 'all' });
    expect((await screen.findAllByText('@Priya Raman')).length).toBe(1);
    expect(screen.getByText('@Eli Novak').className).toContain('warn');
    expect(screen.getByText('@all').className).toContain('warn');
    expect(screen.getByText('@priya').tagName).toBe('CODE');
    cleanup();
    expect(draw('@priya and @all').querySelector('button')).toBeNull();
  });

  it('shows code with its language, and emoji alone larger', async () => {
    draw('```ts\nconst a = 1;\n```');
    expect(await screen.findByRole('group', { name: 'Code ts' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Copy code' })).toBeDefined();
    expect((await screen.findByText('const')).className).toContain('code-word');
    expect(draw('🎉 🎉').querySelector('p')?.className).toContain('32px');
  });

  it('stays harmless whatever is sent', async () => {
    draw('*ready*');
    await screen.findByText('ready');
    for (const text of xssCorpus) {
      cleanup();
      const container = draw(text, { mentions: ['u1'], everyone: 'all' });
      const elements = [...container.querySelectorAll('*')];
      const attributes = elements.flatMap((element) => [...element.attributes]);
      expect(elements.map(({ localName }) => localName).filter((name) => !safeElements.test(name))).toEqual([]);
      expect(attributes.filter(({ name }) => /^(?:on|style|src|formaction|xlink)/i.test(name))).toEqual([]);
      const links = attributes.filter(({ name }) => name === 'href').map(({ value }) => value);
      expect(links.filter((href) => !/^(?:https?|mailto):/.test(href))).toEqual([]);
    }
  });
});
