import { describe, expect, it } from 'vitest';
import { emojiFor, scopesFor } from './suggestion';

const emoji = (name: string, label: string, tags: string[] = []) => ({
  emoji: label,
  label,
  group: 0,
  names: [name],
  tags,
  skins: [],
});

const all = [emoji('small', 's'), emoji('cat_smile', 'c'), emoji('smile', 'e'), emoji('grin', 'g', ['smirk'])];

describe('suggestions', () => {
  it('offer emoji whose name begins so before those that contain it', () => {
    expect(emojiFor('smi', all).map(({ word }) => word)).toEqual(['e', 'g', 'c']);
    expect(emojiFor('SMILE', all).map(({ note }) => note)).toEqual([':smile:', ':cat_smile:']);
    expect(emojiFor('zz', all)).toEqual([]);
  });

  it('offer everybody by what was typed', () => {
    expect(scopesFor('').map(({ word }) => word)).toEqual(['@all', '@here']);
    expect(scopesFor('He').map(({ word }) => word)).toEqual(['@here']);
    expect(scopesFor('hana')).toEqual([]);
  });
});
