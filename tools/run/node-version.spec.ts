import { readFileSync } from 'node:fs';
import { nodeIsSupported } from './node-version.mjs';
import { at } from './places.mjs';

describe('the versions of Node that can run Parley', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '22.20.1', '23.0.0', '24.1.0'])('takes %s', (version) => {
    expect(nodeIsSupported(version)).toBe(true);
  });

  it.each(['12.22.12', '14.21.3', '18.20.4', '19.9.0', '20.18.3', '21.7.3', '22.11.0'])('refuses %s', (version) => {
    expect(nodeIsSupported(version)).toBe(false);
  });

  it('are those of package.json', () => {
    const { engines } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
    expect(engines.node).toBe('>=20.19 <21 || >=22.12');
  });
});
