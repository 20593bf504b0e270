import { z } from 'zod';
import {
  agreedActions,
  contactStages,
  disabilities,
  ethnicGroups,
  religions,
  legalStageWords,
  lifeChanges,
  referralSources,
  triageOutcomes,
  type CaseCommand,
} from '@throughcare/pathway';
import { enrolmentFields } from './case-enrolment.ts';
import { legalFields } from './case-legal.ts';
import { letterFields } from './case-letters.ts';
import { lifetimeFields } from './case-lifetime.ts';
import { workFields } from './case-work.ts';
import { day, keyOf, line, oneOf, several, words, type FieldsOf } from './fields.ts';
import { known, opensCases, practitioner } from './named.ts';

const identity = z.strictObject({
  surname: line,
  forename: line,
  bornOn: day.nullable(),
  sex: oneOf<'M' | 'F'>(['M', 'F']),
  postcodeDistrict: line.nullable(),
  pnc: line.nullable(),
});

const restrictionFields = {
  restrict_to: { allowed: several(opensCases), reason: words, message: words },
  lift_restriction: { reason: words },
  exclude_staff: { staff: several(known), reason: words },
  end_exclusion: { staff: several(known), reason: words },
  step_away: {},
};

const referral = {
  reference: line,
  source: keyOf(referralSources),
  stage: keyOf(legalStageWords),
  identity,
};

export const caseFields = {
  refer: referral,
  send_referral: referral,
  triage: { outcome: keyOf(triageOutcomes) },
  open: { practitioner },
  change_practitioner: { practitioner },
  ...legalFields,
  ...enrolmentFields,
  ...workFields,
  record_life_change: { what: keyOf(lifeChanges) },
  write_note: { words },
  bring_slip: { saidStage: keyOf(contactStages), actions: several(keyOf(agreedActions)) },
  tell_characteristics: {
    ethnicGroup: keyOf(ethnicGroups).nullable(),
    disability: keyOf(disabilities).nullable(),
    religion: keyOf(religions).nullable(),
  },
  ...restrictionFields,
  ...letterFields,
  ...lifetimeFields,
} satisfies FieldsOf<CaseCommand>;
