/** Kinds of event; the code of an event is its subject (a person, a source, a stage ...) << kindBits | its kind. */
export const kind = {
  arrival: 0,
  stayEnds: 1,
  patienceEnds: 2,
  places: 3,
  units: 4,
  groupEnds: 5,
  /** This and the kinds after it are risks. */
  firstRisk: 8,
  kindBits: 4,
} as const;

export const mostRisks = 8;
