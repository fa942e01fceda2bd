import type { Dialogue } from './dialogue';

export const german: readonly Dialogue[] = [
  [
    'A Guten Morgen! Ist {pr} schon geprüft?',
    'B Noch nicht, ich schaue gleich',
    'B Sieht gut aus, nur eine Frage zur Grenze von {n}',
    'A Die habe ich gemessen, steht jetzt im Kommentar',
    'B Dann freigegeben ✅',
  ],
  [
    'A Kommst du heute ins Büro?',
    'B Ja, gegen {time}',
    'A Dann bringe ich Franzbrötchen mit',
    'B Du bist die Beste 🥐',
  ],
  [
    'A Der Dienst {service} braucht {ms} ms, gestern war es die Hälfte',
    'B Seit wann?',
    'A Seit {version}',
    'B Der Index fehlt, ich lege ihn an',
    'A Danke, ist wieder schnell',
  ],
  [
    'A Hast du die Rechnung aus dem März gesehen?',
    'B Liegt bei mir, geht morgen raus',
    'A^ Super, dann hake ich das ab',
  ],
  ['A Wie heißt das noch, wenn zwei aufeinander warten?', 'B Verklemmung. Oder Familienfeier', 'A 😂'],
  ['A Regnet es bei euch auch?', 'B In Hamburg? Das ist kein Regen, das ist Wetter'],
  ['A Können wir das Treffen auf {time} verschieben?', 'B Passt mir besser', 'A Einladung ist geändert'],
  [
    'A Ich habe die Zahlen für das Quartal: https://docs.harbour.example/zahlen',
    'B Der Februar sieht komisch aus',
    'A^ Da hatten wir zwei Wochen Umstellung',
    'B Stimmt, dann bitte als Fußnote',
  ],
];
