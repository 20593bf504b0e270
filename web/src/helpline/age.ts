const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was, in words: '20 minutes', '3 hours', '2 days'. From two days on hours are left out. */
export function sayAge(ms: number): string {
  if (ms < 2 * MINUTE) return 'a minute';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} minutes`;
  if (ms < 2 * HOUR) return 'an hour';
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} hours`;
  return `${Math.floor(ms / DAY)} days`;
}
