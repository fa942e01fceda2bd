export const domain = 'harbour.example';

/** For everybody: these accounts are for looking at, and the seed refuses to make them in production. */
export const password = 'harbour-works';

/** By username; Eli comes first and owns the server if it was empty. */
export const people = {
  eli: 'Eli Novak',
  maya: 'Maya Okafor',
  priya: 'Priya Raman',
  jonas: 'Jonas Lindqvist',
  hana: 'Hana Sato',
  tomas: 'Tomás Ruiz',
  lena: 'Lena Fischer',
  sam: 'Sam Adeyemi',
  noor: 'Noor Haddad',
  camille: 'Camille Laurent',
  kenji: 'Kenji Mori',
  astrid: 'Astrid Berg',
  arjun: 'Arjun Mehta',
  omar: 'Omar Khalil',
} as const;

export type Username = keyof typeof people;

export const everybody = Object.keys(people) as Username[];
