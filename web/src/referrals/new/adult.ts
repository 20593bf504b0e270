/** Casework here is for adults (E27); in months, as birthdays are counted. */
export const ADULT = 18 * 12;
