/** Width of the narrow picture: a telephone of 320 px less its margins. */
export const NARROW = 288;

/** Size of all text and its line height; line labels are bold and larger. */
export const TEXT = 14;
export const LEADING = 18;
export const LABEL = 16;
export const LABEL_LEADING = 19;

/** Half the line height above a baseline at which a line of text looks centred. */
export const BASELINE = 5;
