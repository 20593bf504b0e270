import { z } from 'zod';
import {
  ageBands,
  article10,
  article6,
  article9,
  childrenEnquiries,
  closingReasons,
  contactArrangements,
  expectedDates,
  instruments,
  measureMoments,
  purposes,
  receivingBodies,
  rolesWithChildren,
  socialCareStatuses,
  taskKinds,
  welfareOutcomes,
  type AgeBand,
} from '@throughcare/pathway';
import { chosenOf, count, day, keyOf, line, name, several, words } from './fields.ts';
import { known, practitioner, tasked } from './named.ts';

const atHome = z.strictObject(
  Object.fromEntries(ageBands.map(band => [band, count])) as Record<AgeBand, typeof count>,
);
const check = z.strictObject({
  atHome,
  contact: keyOf(contactArrangements),
  role: keyOf(rolesWithChildren),
  socialCare: keyOf(socialCareStatuses),
});

const basis = z.strictObject({
  purpose: keyOf(purposes),
  article6: keyOf(article6),
  article9: keyOf(article9).nullable(),
  article10: keyOf(article10).nullable(),
  source: line,
  reviewOn: day,
});

const transfer = z.strictObject({ to: keyOf(receivingBodies), receiptBy: day });

/** Part of the fields of a case, where the compiler holds them to its commands. */
export const workFields = {
  // Who checked may be left empty: then it was whoever records it.
  check_children: {
    check,
    by: known.or(z.literal('')).optional(),
    asked: several(keyOf(childrenEnquiries)).optional(),
  },
  give_task: { task: name, kind: keyOf(taskKinds), to: tasked, by: day, words },
  reassign_task: { task: name, to: tasked, by: day },
  finish_task: { task: name },
  take_up_task: { task: name },
  hand_back_task: { task: name, words },
  take_up_case: {},
  hand_back_case: { words },
  hand_over: { practitioner: practitioner.nullable(), team: line.nullable(), talkBy: day },
  hold_handover: {},
  set_lawful_basis: { basis },
  ask_welfare: { because: words, outcome: chosenOf(welfareOutcomes) },
  expect_date: { what: keyOf(expectedDates), falls: day },
  take_measure: {
    measure: name,
    instrument: keyOf(instruments),
    moment: keyOf(measureMoments),
    answers: several(count.nullable()).nullable(),
    total: count.nullable(),
  },
  import_band: {
    band: name,
    instrument: keyOf(instruments),
    version: line,
    assessedOn: day,
    expiresOn: day.nullable(),
    given: line,
    assessor: line,
  },
  close: { reason: keyOf(closingReasons), watchedBy: practitioner.nullable(), transfer: transfer.nullable() },
  record_receipt: {},
  reopen: { practitioner, note: words },
};
