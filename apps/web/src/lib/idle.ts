/** Nobody touched this page for so long … */
const idleMs = 5 * 60_000;
/** … or it was hidden for so long: a glance at another tab is not leaving. */
const hiddenMs = 60_000;

const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/** Tells whether anybody is in front of this page, until the returned function is called. */
export function watchIdle(tell: (state: 'online' | 'away') => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let touchedAt = -Infinity;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell('away'), document.visibilityState === 'hidden' ? hiddenMs : idleMs);
  };
  const touched = () => {
    if (document.visibilityState === 'hidden') return;
    // A mouse that moves says so a hundred times a second.
    if (Date.now() - touchedAt < 1_000) return;
    touchedAt = Date.now();
    tell('online');
    wait();
  };
  const turned = () => {
    touchedAt = -Infinity;
    if (document.visibilityState === 'hidden') wait();
    else touched();
  };
  for (const touch of touches) window.addEventListener(touch, touched, { capture: true, passive: true });
  document.addEventListener('visibilitychange', turned);
  wait();
  return () => {
    clearTimeout(timer);
    for (const touch of touches) window.removeEventListener(touch, touched, { capture: true });
    document.removeEventListener('visibilitychange', turned);
  };
}
