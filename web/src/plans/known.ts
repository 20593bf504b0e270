/** Plans that have a page. */
export const knownPlans = [
  {
    plan: 'two-chief-officers',
    title: 'Two chief officers',
    about:
      'Prison for everybody, or a programme with every community sentence, for the same people with the same luck.',
  },
] as const;
