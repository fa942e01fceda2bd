import { describe, expect, it } from 'vitest';
import { pageTitle } from './page-title';

describe('pageTitle', () => {
  it('leads with what is unread', () => {
    expect(pageTitle(3, 'Hana Sato', 'Harbour Works')).toBe('(3) Hana Sato · Harbour Works');
    expect(pageTitle(1000, null, 'Harbour Works')).toBe('(999+) Harbour Works');
  });

  it('is the place alone when all is read', () => {
    expect(pageTitle(0, 'Hana Sato', 'Harbour Works')).toBe('Hana Sato · Harbour Works');
    expect(pageTitle(0, null, 'Harbour Works')).toBe('Harbour Works');
  });
});
