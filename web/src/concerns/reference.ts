/** The reference of a concern: the first eight signs of its id, as whoever raised it from outside is told it. */
export function concernReference(concern: string): string {
  return concern.slice(0, 8).toUpperCase();
}
