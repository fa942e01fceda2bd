import type { Dialogue } from './dialogue';

export const spanish: readonly Dialogue[] = [
  ['A ¿Ya está {pr} en producción?', 'B Desde las {time}', 'A ¡Genial! 🎉'],
  [
    'A Buenos días, ¿quién revisa los errores de {service}?',
    'B Yo, dame diez minutos',
    'B Era la caché, ya está arreglado',
    'A Gracias, eres un sol ☀️',
  ],
  ['A ¿Comemos juntos hoy?', 'B Sí, ¿en el sitio de siempre?', 'A A las dos', 'B Allí nos vemos'],
  ['A La consulta tarda {ms} ms', 'B ¿Tiene índice?', 'A^ No, ¡ese era el problema!', 'B Siempre es el índice'],
  ['A ¿Cómo se dice "rollback" en español?', 'B "Volver atrás sin llorar"', 'A Perfecto para la documentación 😄'],
  ['A Mañana no estoy, es fiesta en Madrid', 'B Disfruta, yo vigilo', 'A Te debo una'],
  [
    'A He subido el informe: https://docs.harbour.example/informe',
    'B Muy claro. Solo cambiaría el título',
    'A^ ¿Por cuál?',
    'B "Qué aprendimos", sin más',
  ],
];
