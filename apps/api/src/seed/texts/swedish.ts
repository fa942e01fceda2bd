import type { Dialogue } from './dialogue';

export const swedish: readonly Dialogue[] = [
  ['A God morgon! Fika klockan {time}?', 'B Självklart, jag tar med bullar', 'A Kardemumma?', 'B Finns det andra?'],
  ['A Har du sett {pr}?', 'B Ja, snyggt. En liten sak bara: namnet på funktionen', 'A^ Bra förslag, ändrat'],
  ['A Det snöar i Göteborg ❄️', 'B Här regnar det som vanligt', 'A Hela sommaren var en torsdag'],
  [
    'A {service} svarar på {ms} ms nu',
    'B Vad gjorde du?',
    'A Tog bort en loop som inte behövdes',
    'B Bästa sortens kod: den som inte finns',
  ],
  ['A Kan du ta jouren på lördag?', 'B Det går bra, om du tar söndagen', 'A Då säger vi så 👍'],
  ['A Var ligger körboken för återställning?', 'B https://docs.harbour.example/runbooks/restore', 'A Tack!'],
];
