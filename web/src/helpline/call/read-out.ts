/**
 * What is read out before anything is asked (E5): short, in fixed words for the ear, and its version is kept with the
 * call. Somebody in a family hears words of their own (E26). A changed word is a new version; a test holds them together.
 */
export const readOut = {
  caller: {
    version: 'spoken-2026-1',
    heading: 'Read this out first',
    lines: [
      'Before you say anything: you do not need to tell me who you are. Please leave out names, addresses and numbers.',
      'I cannot see the number you are ringing from, and nobody records this call.',
      'What you say stays here, with one exception. If you tell me who somebody is, and a child or anybody else is at risk, or a crime against a child has not been reported, I must pass that on to the police or children’s services.',
      'If it does not show who anybody is, there is nothing that I could pass on, and I will still help you.',
      'Is it all right to go on?',
    ],
  },
  family: {
    version: 'spoken-family-2026-1',
    heading: 'Read this out first to somebody in a family',
    lines: [
      'Before you say anything: this call is for you. Nobody else is told that you rang, and they cannot find out from us.',
      'You do not need to tell me who you are, or who it is about. Please leave out names, addresses and numbers. I cannot see the number you are ringing from, and nobody records this call.',
      'There is one exception. If you tell me who somebody is, and a child or anybody else is at risk, or a crime against a child has not been reported, I must pass that on to the police or children’s services.',
      'If it does not show who anybody is, there is nothing that I could pass on, and I will still help you.',
      'Is it all right to go on?',
    ],
  },
} as const;

/** To whom it is read. */
export type Hears = keyof typeof readOut;
