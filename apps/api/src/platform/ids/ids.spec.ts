import { validate, version } from 'uuid';
import { newId } from './ids';

describe('newId', () => {
  it('makes uuids of version 7, each another one, from one pool and the next', () => {
    const ids = Array.from({ length: 2_000 }, () => newId());
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    // Behind the time and the version, which ids of one moment share.
    expect(new Set(ids.map((id) => id.slice(15))).size).toBe(ids.length);
  });

  it('says when it was made', () => {
    const before = Date.now();
    const made = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    expect(made).toBeGreaterThanOrEqual(before);
    expect(made).toBeLessThanOrEqual(Date.now());
  });
});
