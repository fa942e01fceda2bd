import type { Dialogue } from './dialogue';

export const french: readonly Dialogue[] = [
  [
    "A Bonjour ! Quelqu'un a vu l'alerte sur {service} ?",
    'B Oui, je regarde',
    "B C'était un certificat, c'est réglé",
    'A Merci, quelle efficacité 👏',
  ],
  ['A On déjeune ensemble ?', 'B Avec plaisir, à {time} ?', 'A Parfait, je réserve'],
  [
    "A La traduction de la page d'accueil est prête",
    "B « Prendre le large », j'adore",
    "A^ C'est l'idée de Noor",
    'B Bravo à elle',
  ],
  ["A Est-ce que {pr} part aujourd'hui ?", 'B Non, il manque un test', 'A Alors jeudi', 'B Jeudi, promis'],
  ['A Le train a vingt minutes de retard', 'B On commence sans toi, je prends des notes', 'A Merci !'],
  [
    "A J'ai mesuré : {ms} ms au lieu de {n} secondes",
    "B Impressionnant. Qu'est-ce que tu as changé ?",
    'A^ Une seule requête au lieu de cinquante',
    'B Le classique',
  ],
];
