/**
 * What is true in the made-up world: how people differ, how courts choose, and what each arm does. Everything
 * else in this room draws from these numbers and adds none of its own. Nothing here was estimated from real
 * people, and no effect here says anything about real courts or programmes.
 *
 * Log odds are against a community sentence without requirement; log hazards are against the same arm. Levels
 * stand in the order of `justice/levels.ts`.
 */

/** Coefficients of the covariates that a justice extract has. */
export interface Coefficients {
  readonly constant: number;
  /** For each year above 45. */
  readonly age: number;
  readonly female: number;
  readonly previous: readonly [number, number, number, number];
  readonly last: readonly [number, number, number];
  readonly guiltyPlea: number;
  readonly category: readonly [number, number, number];
  readonly band: readonly [number, number, number, number, number];
  readonly work: readonly [number, number, number, number];
  /** For each year of the sentence date after the end of 2020. */
  readonly year: number;
}

/** The effects: log hazard of any offence of the person's arm, against community without requirement. */
export const effects = {
  custody: 0,
  discharge: 0.1,
  /** Of the programme, ordered or chosen alike, by band: low, medium, high, very high, not assessed. */
  programme: [-0.1, -0.3, -0.45, -0.45, -0.3],
} as const;

export const whoIsSentenced = {
  female: 0.02,
  /** Age is floor(18 + Gamma(shape) * scale), at most 88. */
  age: { least: 18, shape: 2.6, scale: 9.8, most: 88 },
  previous: [0.68, 0.17, 0.1, 0.05],
  last: [0.5, 0.3, 0.2],
  guiltyPlea: 0.88,
  category: [0.36, 0.27, 0.37],
  band: { previous: 0.55, age: -0.028, spread: 0.9, cuts: [0.35, 1.25, 2.2], notAssessed: 0.06 },
  /** Logits against employed. */
  work: {
    unemployed: -0.6,
    unemployedByPrevious: 0.3,
    retiredOver64: 2.5,
    retiredUnder65: -3.5,
    unknown: -1.9,
  },
  area: [0.09, 0.08, 0.12, 0.07, 0.1, 0.09, 0.06, 0.08, 0.07, 0.09, 0.08, 0.07],
  courtsInAnArea: 3,
  growthPerYear: 0.04,
  daysFromConvictionToSentence: 30,
  exceptional: 0.15,
} as const;

export const courtsCustody: Coefficients = {
  constant: -2,
  age: -0.01,
  female: -0.7,
  previous: [0, 0.4, 0.75, 1.05],
  last: [0, 0.2, 0.5],
  guiltyPlea: -0.8,
  category: [1.6, 0.6, 0],
  band: [0, 0.45, 0.95, 1.4, 0.35],
  work: [0, 0.35, 0, 0.15],
  year: -0.05,
};

export const courtsRequirement: Coefficients = {
  constant: -1.1,
  age: -0.005,
  female: -0.3,
  previous: [0, 0.1, 0.15, 0.1],
  last: [0, 0.05, 0.1],
  guiltyPlea: 0.2,
  category: [0.4, 0.2, 0],
  band: [0, 0.5, 0.65, 0.55, 0.2],
  work: [0, 0, -0.2, 0],
  year: 0.02,
};

export const courtsDischarge: Coefficients = {
  constant: -1,
  age: 0.01,
  female: 0.3,
  previous: [0, -0.4, -0.8, -1.2],
  last: [0, -0.1, -0.3],
  guiltyPlea: 0.2,
  category: [-2.2, -1, 0],
  band: [0, -0.5, -1, -1.5, -0.3],
  work: [0, -0.1, 0.1, 0],
  year: -0.03,
};

export const custodyByArea = [0.3, -0.2, 0.1, -0.35, 0.25, 0, 0.15, -0.1, -0.25, 0.35, -0.15, -0.1] as const;
export const requirementByArea = [
  0.2, 0.35, -0.3, 0, -0.45, 0.25, 0.1, -0.15, 0.3, -0.4, 0.05, 0.05,
] as const;
/** A court's tendency touches custody and nothing else, so it is an instrument. */
export const custodyByCourt = [-0.35, 0, 0.35] as const;

/** Log odds of volunteering before sentence, whatever the court then does. */
export const volunteering = {
  constant: -3.05,
  motivation: 1.2,
  age: -0.01,
  employed: 0.35,
  guiltyPlea: 0.3,
  area: [0.5, 0.5, 0, 0, 0.3, 0, -0.2, 0, 0, -0.3, 0, 0],
} as const;

export const custodyTerm = {
  /** Median months by category, before previous convictions. */
  median: [15, 9.5, 6.5],
  byPrevious: 0.1,
  sigma: 0.45,
  least: 2,
  most: 36,
  served: 0.5,
} as const;

/** The law of 22 March 2026: for people convicted from that day, terms up to this many months are suspended. */
export const suspendedUpToMonths = 12;

export const reoffending = {
  /** Cumulative hazard is base * (years ** shape) * exp(log hazard). */
  shape: 0.75,
  /** By kind: image, contact, non-sexual, motoring. Motoring is the negative control: no arm touches it. */
  base: [0.0037, 0.001, 0.0158, 0.02],
  /** Days from offence to conviction, lognormal, by kind. */
  convictionMedian: [330, 300, 120, 60],
  convictionSigma: [0.55, 0.55, 0.7, 0.5],
  motivation: -0.5,
  /** Of `motivation`, how much touches the negative control. */
  motivationOnControl: 0.6,
  /** Centred on the share of people who have it. */
  exceptional: 0.8,
  area: [-0.15, 0.1, 0.05, -0.1, 0.2, 0, -0.05, 0.15, -0.2, 0.1, 0, -0.1],
  coefficients: {
    constant: 0,
    age: -0.025,
    female: -0.4,
    previous: [0, 0.5, 0.9, 1.3],
    last: [0, 0.2, 0.4],
    guiltyPlea: -0.1,
    category: [0.1, 0.05, 0],
    band: [0, 0.4, 0.85, 1.3, 0.45],
    work: [0, 0.35, -0.1, 0.2],
    year: -0.02,
  } satisfies Coefficients,
} as const;

/** Recalls a year by arm (custody, required, choice, alone, discharge), on licence or in the order's two years. */
export const recall = { perYear: [0.2, 0.04, 0.04, 0.04, 0], days: 28, orderYears: 2 } as const;

/** Deaths a year at 45, and the log slope a year of age. */
export const death = { perYearAt45: 0.004, age: 0.08 } as const;

/** A conviction after the sentence for an offence before it. */
export const earlierOffence = {
  constant: -2.9,
  previous: 0.25,
  band: 0.2,
  yearsBefore: 4,
  meanDaysToConviction: 330,
  /** Shares of image, contact, non-sexual. Our own choice; nothing else depends on it. */
  kind: [0.7, 0.15, 0.15],
} as const;

export const programme = {
  wouldStart: 0.85,
  waitMedian: 150,
  waitSigma: 0.6,
  days: 180,
  /** Log odds of staying to the end. */
  stays: { constant: 1.3, motivation: 0.5, band: -0.25 },
} as const;
