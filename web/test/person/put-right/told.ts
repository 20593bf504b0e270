import assert from 'node:assert/strict';
import { day, type CaseCommand, type CaseState } from '@throughcare/pathway';
import { asItStands } from '../../as-it-stands.ts';
import { openHouse } from '../../helpline/house.ts';
import { offerProgrammes } from '../case.ts';
import { childrenCheck } from './children-check.ts';

export const on = day('2026-03-02');
export const why = { wrong: 'put_right', because: 'learnt_later' };

type Of<Do extends CaseCommand['do']> = Extract<CaseCommand, { do: Do }>;

/** A service with two who carry cases, what they tell of one, and how an entry of it is put right. */
export async function openTold() {
  const house = await openHouse();
  await offerProgrammes(house);
  const mine = await house.walker('practitioner', 'programme_lead');
  const other = await house.walker('practitioner', 'programme_lead');
  const state = async (id: string): Promise<CaseState> => (await mine.repository.person(id))!.state;

  /** The page on which an entry of a case is put right, and its fields as they stand. */
  async function entryOf(id: string, type: string) {
    const events = (await mine.repository.person(id))!.events.filter(one => one.type === type);
    const { replaces, version } = events.at(-1)!;
    const url = `/people/${id}/entries/${replaces ?? version}`;
    const page = await mine.open(url);
    assert.equal(page.statusCode, 200, type);
    return { url, body: page.body, fields: asItStands(page.body, url) };
  }

  /** Puts an entry right: every field as it stands but for these. */
  async function putRight(id: string, type: string, change: Record<string, string | string[]>) {
    const { url, fields } = await entryOf(id, type);
    const sent = await mine.send(url, { ...fields, ...why, ...change });
    const summary = /govuk-error-summary[\s\S]{0,900}/.exec(sent.body)?.[0] ?? '';
    assert.equal(sent.statusCode, 303, `${type}: ${summary}`);
    return state(id);
  }

  const check: Of<'check_children'> = {
    do: 'check_children',
    on,
    check: childrenCheck,
    asked: ['person', 'social_care'],
    by: other.actor.userId,
  };
  const sentence: Of<'record_sentence'> = {
    do: 'record_sentence',
    on: day('2025-05-13'),
    sentence: {
      order: 'o1',
      proceedings: 'first',
      disposal: 'suspended_sentence_order',
      months: 18,
      suspended: { termMonths: 8, supervisionMonths: 12 },
      requirements: [
        { kind: 'programme', most: 35 },
        { kind: 'rehabilitation_activity', most: null },
        { kind: 'curfew', most: null },
      ],
    },
  };
  const notification: Of<'begin_notification'> = {
    do: 'begin_notification',
    on: day('2025-05-13'),
    clock: 'n1',
    until: day('2030-05-13'),
  };
  const condition: Of<'set_condition'> = {
    do: 'set_condition',
    on,
    condition: 'c1',
    under: { what: 'order', id: 'o1' },
    kind: 'prohibition',
    subject: 'devices',
    until: day('2026-09-01'),
    words: 'Word for word.',
  };
  const prevention: Of<'make_prevention_order'> = {
    do: 'make_prevention_order',
    on: day('2025-05-13'),
    clock: 's1',
    until: day('2030-05-12'),
    interim: false,
  };
  const enrol: Of<'enrol'> = {
    do: 'enrol',
    on: day('2025-06-01'),
    enrolment: 'e1',
    programme: 'group',
    basis: 'requirement',
    assessed: true,
  };
  const task: Of<'give_task'> = {
    do: 'give_task',
    on,
    task: 't1',
    kind: 'call',
    to: other.actor.userId,
    by: day('2026-03-20'),
    words: 'Ring them.',
  };
  const measure: Of<'take_measure'> = {
    do: 'take_measure',
    on,
    measure: 'm1',
    instrument: 'phq_9',
    moment: 'before',
    answers: [1, 2, 0, null, 1, 1, 0, 2, 0],
    total: null,
  };
  const told: readonly CaseCommand[] = [
    sentence,
    notification,
    prevention,
    condition,
    check,
    enrol,
    task,
    measure,
    { do: 'record_notified', on, clock: 'n1', what: 'first' },
    { do: 'record_barring', on, status: 'asked', reviewOn: day('2026-06-01') },
    { do: 'record_mappa', on, under: 1, level: 2, reviewOn: day('2026-06-01') },
    { do: 'set_rehabilitation', on, clock: 'r1', order: 'o1', until: null, source: 'court' },
    { do: 'change_clock_end', on, clock: 'n1', until: day('2031-05-13') },
    { do: 'record_progress', on, order: 'o1', requirement: 1, amount: 3 },
    { do: 'end_requirement', on, order: 'o1', requirement: 3, how: 'completed' },
    { do: 'end_condition', on, condition: 'c1', why: 'discharged' },
    { do: 'record_life_change', on, what: 'address' },
    { do: 'write_note', on, words: 'As told.' },
    { do: 'ask_welfare', on, outcome: 'spoke', because: 'By ourselves, after a hearing.' },
    { do: 'expect_date', on, what: 'hearing', falls: day('2026-04-01') },
    { do: 'tell_characteristics', on, ethnicGroup: null, disability: 'not_disabled', religion: null },
    { do: 'reassign_task', on, task: 't1', to: mine.actor.userId, by: day('2026-03-22') },
    { do: 'finish_task', on, task: 't1' },
    {
      do: 'import_band',
      on,
      band: 'b1',
      instrument: 'osp',
      given: 'Low',
      version: '2',
      assessor: 'An officer',
      assessedOn: day('2026-02-01'),
      expiresOn: null,
    },
    { do: 'begin_proceedings', on, proceedings: 'second', stage: 'police_contact' },
    {
      do: 'record_legal_step',
      on,
      proceedings: 'second',
      step: 'bailed',
      detail: { until: day('2026-05-01') },
    },
    {
      do: 'judge_failure',
      on,
      order: 'o1',
      failure: { kind: 'appointment', on: day('2026-02-02') },
      judged: 'warned',
      warning: { whatFailed: true, unacceptable: true, courtNext: true },
      words: 'As told.',
      why: '',
    },
    {
      do: 'set_lawful_basis',
      on,
      basis: {
        purpose: 'casework',
        article6: 'public_task',
        article9: null,
        article10: null,
        source: 'The agreement',
        reviewOn: day('2027-03-02'),
      },
    },
    { do: 'end_clock', on, clock: 's1', why: 'court' },
  ];

  return {
    house,
    mine,
    other,
    state,
    entryOf,
    putRight,
    check,
    sentence,
    notification,
    condition,
    prevention,
    enrol,
    task,
    measure,
    told,
  };
}

/** Where a case stands but for when it was told: what is put right was told anew, though it says what it said. */
export function butForWhen(state: CaseState): unknown {
  const when = ['told', 'untilTold', 'toldUpTo'];
  return JSON.parse(JSON.stringify(state, (key, value: unknown) => (when.includes(key) ? undefined : value)));
}
