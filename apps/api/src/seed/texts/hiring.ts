import type { Dialogue } from './dialogue';

export const hiring: readonly Dialogue[] = [
  [
    'A Two good applications for the backend role today',
    'B I read both tonight',
    'B The first one: yes. The second: maybe in a year',
    'A^ Agree on the first. I call her tomorrow',
  ],
  ['A Interview at {time}, who joins?', 'B Me', 'C Me too, I ask about testing'],
  [
    'A How did it go?',
    'B Very well. Explained a deadlock with two forks and a plate',
    'C And asked us better questions than we did',
    'A So?',
    'B Strong yes',
    'C Yes',
  ],
  [
    'A The task takes candidates {n} minutes longer than we say',
    'B Then we shorten it',
    'A Without the last part it is an hour',
    'B Good, do that',
  ],
  [
    'A The advert says "fast paced". Can we say what we mean?',
    'B We mean small team, much to do, nobody works at night',
    'A Then that is the text',
  ],
];
