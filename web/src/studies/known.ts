/** A study that has a page, and where the same question is asked of the service's own people. */
export interface KnownStudy {
  readonly study: string;
  readonly title: string;
  readonly about: string;
  readonly sibling?: string;
  /** Its people had to be found in the extract first. */
  readonly linked?: boolean;
}

export const knownStudies: readonly KnownStudy[] = [
  {
    study: 'prison-or-community',
    title: 'Prison or community, with and without the programme?',
    about: 'People sentenced over ten years in a made-up country, and what was detected in the year after.',
    sibling: 'our-own-people',
  },
  {
    study: 'our-own-people',
    title: 'The same question, on this service’s own people',
    about: 'The few hundred whom this service knows and could find in the extract.',
    linked: true,
  },
];
