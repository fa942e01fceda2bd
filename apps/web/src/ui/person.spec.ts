import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from './person';

describe('initialsOf', () => {
  it.each([
    ['Hana Sato', 'HS'],
    ['eli', 'E'],
    ['Maria del Carmen Ruiz', 'MR'],
    ['tomás.ruiz', 'TR'],
    ['  Åsa   Öberg ', 'ÅÖ'],
    ['佐藤 花', '佐花'],
    ['👩‍🚀 Star', '👩‍🚀S'],
    ['', '?'],
    [' - ', '?'],
  ])('%j gives %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe('hueOf', () => {
  it('is stable and inside the circle', () => {
    const id = '0193a1b2-0000-7000-8000-000000000001';
    expect(hueOf(id)).toBe(hueOf(id));
    for (let i = 0; i < 200; i++) expect(hueOf(`id-${i}`)).toSatisfy((hue: number) => hue >= 20 && hue < 380);
  });

  it('spreads ids that differ in one letter', () => {
    const hues = new Set(Array.from({ length: 60 }, (_, i) => Math.floor(hueOf(`person-${i}`) / 30)));
    expect(hues.size).toBeGreaterThan(8);
  });

  it('tells people apart who joined in the same moment', () => {
    const tails = ['7c1e', '7c1f', '7c20', '7c21', '7c22', '7c23', '7c24', '7c25', '7c26', '7c27', '7c28', '7c29'];
    const hues = new Set(tails.map((tail) => hueOf(`019b1c7e-8a10-7b3c-9d2e-4f5a6b7c${tail}`)));
    expect(hues.size).toBeGreaterThan(9);
  });
});
