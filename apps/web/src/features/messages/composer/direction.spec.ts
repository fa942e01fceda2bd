import { describe, expect, it } from 'vitest';
import { directionOf } from './direction';

describe('directionOf', () => {
  it('leaves short texts to the browser, and spares it long ones', () => {
    expect(directionOf('')).toBe('auto');
    expect(directionOf('مرحبا')).toBe('auto');
    expect(directionOf('calm sea\n'.repeat(2_000))).toBe('ltr');
    expect(directionOf('— 12: بحر هادئ\n'.repeat(2_000))).toBe('rtl');
    expect(directionOf('1'.repeat(20_000))).toBe('ltr');
  });
});
