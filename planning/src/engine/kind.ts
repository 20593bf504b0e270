/** Kinds of event; the code of an event is its subject (a person, a source, a stage ...) x 16 + its kind. */
export const kind = {
  arrival: 0,
  stayEnds: 1,
  patienceEnds: 2,
  places: 3,
  units: 4,
  groupEnds: 5,
} as const;

export const kindBits = 4;
/** Kinds from here on are risks. */
export const firstRiskKind = 8;
export const mostRisks = 8;
