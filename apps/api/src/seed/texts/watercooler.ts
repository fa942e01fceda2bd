import type { Dialogue } from './dialogue';

export const watercooler: readonly Dialogue[] = [
  [
    'A Coffee machine is alive again ☕',
    'B You are a hero',
    'C It needs descaling, the light is not a decoration',
    'A Done for this month',
  ],
  ['A Anyone watching the match tonight?', 'B Only if we win', 'C So no', 'A 😂'],
  ['A Book tip: "The Soul of a New Machine". Old, still true', 'B Read it twice', 'C Ordering'],
  ['A It snows!', 'B Not here, {n} degrees and rain', 'C Send some'],
  ['A Whose bicycle is in the hallway?', 'B Blue one? Mine, sorry, moving it'],
  [
    'A My daughter asked what I do all day',
    'B And?',
    'A I said I help computers talk to each other',
    'A She asked why they are so quiet then',
    'C 😄😄',
  ],
  [
    'A Sourdough day 17: it floats!',
    'B Pictures or it did not happen',
    'A Tomorrow, it is in the oven',
    'C I will take a slice in any format',
  ],
  ['A Who is in for lunch at {time}? The Lebanese place', 'B 🙋', 'C 🙋‍♀️', 'D Can you bring me a falafel?', 'A Yes'],
  [
    'A The plant next to the printer is not dead',
    'B It is resting',
    'A I watered it, give it a week',
    'C A week later: new leaf 🌱',
  ],
  ['A Crossword, seven letters: "keeps ships in place"', 'B anchors', 'C mooring', 'A mooring it is!'],
  ['A Good morning from the train, thirty minutes late', 'B Enjoy the view', 'A The view is a wall'],
  [
    'A Weekend plans?',
    'B Sleep',
    'C Hike, if it stays dry',
    'D Moving house. Who has strong arms and likes pizza?',
    'C I like pizza',
  ],
];
