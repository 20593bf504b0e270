/** The arms, in the order of every table by arm in `truth.ts`. */
export const ARMS = ['custody', 'required', 'choice', 'alone', 'discharge'] as const;
export type Arm = (typeof ARMS)[number];

export const CUSTODY = 0;
export const REQUIRED = 1;
export const CHOICE = 2;
export const ALONE = 3;
export const DISCHARGE = 4;

/** Kinds of offence, in the order of `reoffending.base`. The first three are the outcome; motoring is the control. */
export const KINDS = ['image', 'contact', 'non-sexual', 'motoring'] as const;

// The words of each covariate's levels, as an extract writes them.
export const PREVIOUS = ['none', '1-2', '3-9', '10 or more'] as const;
export const LAST = ['over 5 years', '2 to 5 years', 'under 2 years'] as const;
export const CATEGORY = ['A', 'B', 'C'] as const;
export const BAND = ['low', 'medium', 'high', 'very high', 'not assessed'] as const;
export const NOT_ASSESSED = 4;
export const WORK = ['employed', 'unemployed', 'retired', 'unknown'] as const;
export const AREAS = 12;
