import * as fc from 'fast-check';

/** One thing that happens, with a number to choose its target by. */
export interface Happening {
  what:
    | 'send'
    | 'edit'
    | 'edit-unsaid'
    | 'delete'
    | 'repeat'
    | 'reply'
    | 'act-edit'
    | 'act-delete'
    | 'act-hide'
    | 'act-react'
    | 'act-pin'
    | 'save'
    | 'unsave'
    | 'go-unread'
    | 'read'
    | 'open'
    | 'page'
    | 'go'
    | 'newer'
    | 'latest'
    | 'cut'
    | 'cut-all'
    | 'reload'
    | 'join'
    | 'leave'
    | 'restore'
    | 'direct'
    | 'rename'
    | 'pin'
    | 'draft';
  pick: number;
  room: number;
  waitMs: number;
}

const kinds: fc.WeightedArbitrary<Happening['what']>[] = [
  { weight: 10, arbitrary: fc.constant('send') },
  { weight: 4, arbitrary: fc.constantFrom('edit', 'edit-unsaid', 'delete', 'repeat', 'repeat') },
  {
    weight: 5,
    arbitrary: fc.constantFrom('reply', 'reply', 'act-edit', 'act-delete', 'act-hide', 'act-react', 'act-react'),
  },
  { weight: 3, arbitrary: fc.constantFrom('act-pin', 'act-pin', 'save', 'save', 'unsave') },
  { weight: 4, arbitrary: fc.constantFrom('read', 'open', 'page', 'page') },
  { weight: 3, arbitrary: fc.constantFrom('go', 'go', 'go', 'go-unread', 'newer', 'latest') },
  { weight: 2, arbitrary: fc.constantFrom('cut', 'cut', 'cut-all', 'reload') },
  { weight: 1, arbitrary: fc.constantFrom('join', 'leave', 'direct', 'restore') },
  { weight: 2, arbitrary: fc.constantFrom('rename', 'pin', 'draft', 'join', 'leave') },
];

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.oneof(...kinds),
  pick: fc.nat(1_000),
  room: fc.nat(2),
  waitMs: fc.oneof(fc.constant(0), fc.nat(40), fc.nat(2_000)),
});

export const histories = fc.record({
  seed: fc.integer(),
  weather: fc.record({
    drop: fc.constantFrom(0, 0.1, 0.3),
    double: fc.constantFrom(0, 0.2),
    lostAnswer: fc.constantFrom(0, 0.05, 0.2),
    maxDelayMs: fc.constantFrom(1, 50, 400),
  }),
  happenings: fc.array(happening, { minLength: 5, maxLength: 40 }),
});

export type HistoryCase = typeof histories extends fc.Arbitrary<infer T> ? T : never;
