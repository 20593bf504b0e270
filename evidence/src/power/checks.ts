/** Refuses, by name, what is not above 0 and finite. */
export function requirePositive(named: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(named)) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new RangeError(`${name} was ${value}; it must be a number above 0.`);
    }
  }
}

/** Refuses, by name, what does not lie between 0 and 1. */
export function requireBetween(named: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(named)) {
    if (!(value > 0 && value < 1)) throw new RangeError(`${name} was ${value}; it must lie between 0 and 1.`);
  }
}
