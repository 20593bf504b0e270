/** Luck numbers of sources lie below this, so that people found in a stage at the start get keys above. */
export const mostSources = 32;
/** In the flow at one moment: a row of 64 bytes each. */
export const mostPresent = 0x800000;
/** Lengths of time lie between these, so that no draw of any law overflows or comes to nothing. */
export const shortest = 1e-100;
export const longest = 1e100;
/** Spreads of gamma and lognormal stays: nearer to 0 is fixed, and further off nearly every draw is 0. */
export const leastSpread = 1e-6;
export const mostSpread = 1000;
/** Shape of a weibull: below it the mean lies in draws that never come. */
export const leastShape = 0.01;
/** Hazards and hazard ratios, so that none of their products overflows. */
export const mostHazard = 1e12;
/** Bytes of the tables that one run fills. */
export const mostTable = 0x40000000;
/** Parts of a season that come round before the end. */
export const mostSeasonParts = 1_000_000;
