import { day, type Day } from '@throughcare/pathway';

/** A rule by which a read is shown to the auditor. It says what happened and how often; it weighs nobody (E10). */
export interface UnusualRule {
  readonly title: string;
  readonly words: string;
  /** From how many on it is shown. */
  readonly threshold: number;
  readonly since: Day;
  /** This program's own, and nobody's law. */
  readonly source: string;
  readonly reviewedBy: string | null;
}

const ours = {
  since: day('2026-11-26'),
  source: 'This program’s own; no published standard was found',
  reviewedBy: null,
} as const;

/** Every rule, by name. There is no other way for a read to be shown as unusual. */
export const unusualRules = {
  manyCases: {
    title: 'Many people’s pages in one hour',
    words: 'One account read the pages of 20 different people, or more, within 60 minutes.',
    threshold: 20,
    ...ours,
  },
  outsideHours: {
    title: 'Outside staffed hours',
    words:
      'A record was read at a time when nobody is there by the staffed hours that the organisation has set. Reads from before they were set are not looked at.',
    threshold: 1,
    ...ours,
  },
  byRoleAlone: {
    title: 'A person’s page read by role alone',
    words:
      'Whoever read it did not carry the person, cover for whoever does, share a team with them or lead the person’s group; the referral was not waiting, and the case was not opened in an emergency. Leads may read every case, so this is often right.',
    threshold: 1,
    ...ours,
  },
  exported: {
    title: 'Taken out of the service',
    words: 'An extract, an identity file or a copy for the person themselves was made.',
    threshold: 1,
    ...ours,
  },
  notReviewed: {
    title: 'Opened in an emergency, and not looked at in time',
    words:
      'A case was opened in an emergency, and the day by which a second person had to look at it is over.',
    threshold: 1,
    ...ours,
  },
} as const satisfies Record<string, UnusualRule>;
export type UnusualRuleName = keyof typeof unusualRules;
