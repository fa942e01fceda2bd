import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from './table';

const page = readFileSync(join(__dirname, '../../../../../docs/operations.md'), 'utf8');

describe('the table of limits', () => {
  it('is told whole in docs/operations.md', () => {
    const section = page.split(/^## /m).find((part) => part.startsWith('Limits')) ?? '';
    const told = [...section.matchAll(/^\| `([a-z.-]+)`/gm)].map(([, name]) => name);
    expect(new Set(told)).toEqual(new Set(Object.keys(table)));
  });
});
