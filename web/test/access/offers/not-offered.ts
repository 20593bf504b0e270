import { roles as roleWords, type Role } from '@throughcare/pathway';

const every = Object.keys(roleWords) as Role[];
const but = (...roles: Role[]) => every.filter(role => !roles.includes(role));

/** What a role may record and no page offers it, each with the reason. */
export const notOffered: readonly {
  readonly key: string;
  readonly to: readonly Role[];
  readonly why: string;
}[] = [
  {
    key: '/people/:case/handover-answer',
    to: ['programme_lead', 'safeguarding_lead'],
    why: 'a case is handed to practitioners; whoever is no longer one hands it back as what they were',
  },
  {
    key: '/concerns/:concern/review',
    to: but('safeguarding_lead', 'administrator'),
    why: 'others see a concern that they raised or were named for, and whoever raised it does not review it',
  },
  {
    key: 'openings ',
    to: ['auditor'],
    why: 'here a safeguarding lead may look at each; where none may, see web/test/openings/without-a-lead.test.ts',
  },
];
