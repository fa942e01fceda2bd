import { describe, expect, it } from 'vitest';
import { otherHost } from './anchor';
import { splitNames } from './named';

const names = (text: string) =>
  splitNames(text, (name) => ['priya', 'all', 'j.doe'].includes(name)).flatMap((part) =>
    part.kind === 'name' ? [part.text] : [],
  );

describe('splitNames', () => {
  it('finds whom the server named, and keeps every character', () => {
    expect(names('@Priya, (@priya) and @j.doe. @all: @nobody')).toEqual(['@Priya', '@priya', '@j.doe', '@all']);
    const text = 'a @priya. b @all';
    expect(
      splitNames(text, () => true)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('is no part of words, addresses and paths', () => {
    expect(names('x@priya /@priya mail@priya.example @priya@host')).toEqual([]);
  });
});

describe('otherHost', () => {
  it('tells when words name another host than the link', () => {
    expect(otherHost('https://bank.example/x', 'https://evil.example/')).toBe('evil.example');
    expect(otherHost('bank.example', 'https://evil.example/')).toBe('evil.example');
    expect(otherHost('https://bank.example@evil.example', 'https://bank.example.evil.example/')).toBe(
      'bank.example.evil.example',
    );
  });

  it('is quiet about words that are none, and about their own host', () => {
    expect(otherHost('the runbook', 'https://a.example/')).toBeNull();
    expect(otherHost('www.a.example/b', 'https://a.example/b')).toBeNull();
    expect(otherHost('bücher.example', 'https://xn--bcher-kva.example/')).toBeNull();
    expect(otherHost('docs/failover.md', 'https://a.example/')).toBeNull();
    expect(otherHost('mailto:a@b.example', 'mailto:a@b.example')).toBeNull();
  });
});
