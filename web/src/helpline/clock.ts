const LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });

/** The time of day in London: '14:05'. */
export function londonClock(instant: number): string {
  return LONDON.format(instant);
}
