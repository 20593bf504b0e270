/** How often the service's records err, by name origin (1 to 5). The shares are of this made-up world alone. */
export const serviceErrors = {
  surnameTypo: [0.02, 0.04, 0.05, 0.07, 0.06],
  surnameVariant: [0.005, 0.03, 0.07, 0.09, 0.05],
  surnameChanged: [0.015, 0.015, 0.015, 0.015, 0.015],
  /** One of two parts left out, or another family name used. */
  surnamePart: [0.003, 0.003, 0.03, 0.003, 0.03],
  forenameTypo: [0.015, 0.03, 0.035, 0.04, 0.04],
  forenameShort: [0.08, 0.05, 0.04, 0.07, 0.06],
  namesSwapped: [0.002, 0.003, 0.03, 0.005, 0.03],
  bornDayMonthSwapped: [0.01, 0.01, 0.015, 0.02, 0.015],
  bornDayWrong: [0.015, 0.015, 0.02, 0.02, 0.02],
  bornYearWrong: [0.007, 0.007, 0.015, 0.01, 0.015],
  bornFirstOfJanuary: [0.001, 0.001, 0.03, 0.01, 0.025],
  bornMissing: [0.005, 0.005, 0.01, 0.01, 0.01],
} as const;

export type NameError = keyof typeof serviceErrors;

/** Errors come together: a record taken in haste has all rates times this. */
export const haste = { share: [0.1, 0.15, 0.25, 0.25, 0.22], factor: 4 } as const;

export const otherErrors = {
  moved: 0.3,
  movedNearby: 0.7,
  districtWrong: 0.01,
  districtMissing: 0.06,
  sexWrong: 0.003,
};

/** The justice extract errs too, at this share of the service's rates. */
export const extractShareOfErrors = 0.35;
/** People of the extract who stand in it twice. */
export const secondRow = 0.02;

/** The most that any one error can be likely, however hasty the record. */
export const mostLikely = 0.9;

/** What a service knows of somebody ordered to it, and of somebody who came by choice. */
export const serviceKnows = {
  required: { policeNumber: 0.5, sentenceDate: 0.75, exact: 0.8, withinAWeek: 0.14 },
  choice: { policeNumber: 0.03, sentenceDate: 0.25, exact: 0.65, withinAWeek: 0.2 },
  policeNumberWrong: 0.025,
} as const;

/** Who of world 2 the service has: these areas, sentenced in these four years, and a share of each arm. */
export const serviceTakes = {
  areas: 2,
  from: '2022-10-01',
  to: '2026-09-30',
  required: 0.24,
  choice: 0.39,
  /** Known clients without any conviction; they must stay unlinked. */
  withoutConviction: 80,
  withoutConvictionFemale: 0.06,
} as const;
