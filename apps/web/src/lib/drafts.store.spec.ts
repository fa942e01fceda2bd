import { beforeEach, describe, expect, it } from 'vitest';
import { useDrafts } from './drafts.store';

const { keep, claim, forgetAll } = useDrafts.getState();
const texts = () => useDrafts.getState().texts;

beforeEach(() => forgetAll());

describe('drafts', () => {
  it('keeps one text per conversation and forgets what is empty', () => {
    keep('a', 'one');
    keep('b', 'two');
    keep('a', '  ');
    expect(texts()).toEqual({ b: 'two' });
  });

  it('survives a reload, and the same person signing in again', () => {
    claim('eli');
    keep('a', 'one');
    expect(localStorage.getItem('parley.drafts')).toContain('one');
    claim('eli');
    expect(texts()).toEqual({ a: 'one' });
  });

  it('is not shown to the next person at this device', () => {
    claim('eli');
    keep('a', 'secret');
    claim('hana');
    expect(texts()).toEqual({});
    expect(localStorage.getItem('parley.drafts')).not.toContain('secret');
  });
});
