import type { Dialogue } from './dialogue';

export const design: readonly Dialogue[] = [
  [
    'A New colours for the badges: teal for unread, red only for mentions',
    'B Contrast?',
    'A 4.8 : 1 on white',
    'B Lovely',
  ],
  [
    'A Do we need the border around the composer?',
    'B It says "type here"',
    'C The placeholder says that already',
    'A^ Try it without for a day?',
    'B Okay, a day',
    'C A day later: nobody missed it',
  ],
  [
    'A The empty state of search, first sketch: https://design.harbour.example/f/{hash}',
    'B The boat again 😍',
    'C Could it be one line of text less?',
    'A Cut to one sentence',
  ],
  [
    'A How does this look with a name of forty letters?',
    'B It wraps and pushes the time out',
    'A Ellipsis after the second line then',
    'C And the whole name on hover',
    'A Yes',
  ],
  [
    'A Dark theme: the shadows do nothing there',
    'B Use a lighter surface instead of a shadow',
    'A So one step per layer. I like it',
  ],
  [
    'A Who tested with 200 % zoom?',
    'B Me. The side panel covers the text',
    'A I make it a sheet below 900 px',
    'B Perfect',
  ],
  ['A Icons: outline or filled?', 'B Outline, filled when active', 'C Same as the tabs, good'],
  [
    'A Right to left: the arrow in "reply" has to turn, the clock must not',
    'B I always forget the clock',
    'A Everybody does 🕐',
  ],
  [
    'A Spacing is {n} in one list and 16 in the other',
    'B 16 everywhere, the other one is an accident',
    'A Fixed in {pr}',
  ],
];
