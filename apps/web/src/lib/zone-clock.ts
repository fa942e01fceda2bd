/** What the clock says there; null where this browser does not know the zone. */
export function zoneClock(timeZone: string, now: Date, locale?: string): string | null {
  try {
    return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', weekday: 'short', timeZone }).format(
      now,
    );
  } catch {
    return null;
  }
}
