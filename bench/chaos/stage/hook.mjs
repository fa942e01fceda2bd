// What is loaded before each server: on SIGUSR2 it does what its orders say. Until then nothing is as it would not be.

const code = `
  import { readFileSync } from 'node:fs';
  const now = Date.now;
  let skew;
  const orders = {
    clock({ ms }) {
      if (skew === undefined) {
        Date.now = () => now() + skew;
        globalThis.Date = new Proxy(Date, {
          construct: (real, given, made) => Reflect.construct(real, given.length > 0 ? given : [real.now()], made),
        });
      }
      skew = ms;
    },
    heap() {
      const kept = [];
      for (;;) kept.push(new Array(1 << 20).fill(0.5));
    },
  };
  const obey = () => {
    const { what, ...how } = JSON.parse(readFileSync(process.env.CHAOS_ORDERS, 'utf8'));
    orders[what](how);
  };
  process.on('SIGUSR2', obey);
  if (process.env.CHAOS_FIRST) obey();
`;

export const hook = `--import=data:text/javascript,${encodeURIComponent(code)}`;

/** @typedef {{ what: 'clock', ms: number } | { what: 'heap' }} Order */
