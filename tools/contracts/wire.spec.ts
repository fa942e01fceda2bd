import { readFileSync } from 'node:fs';
import { wireFile, wireModule } from './wire.mjs';

describe('the description of the socket', () => {
  it('is what the types say (node tools/wire.mjs writes it anew)', () => {
    expect(readFileSync(wireFile, 'utf8')).toBe(wireModule());
  });
});
