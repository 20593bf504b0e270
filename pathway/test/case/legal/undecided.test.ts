import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  caseDecider,
  day,
  type CaseCommand,
  type CaseState,
  type LegalStage,
  type LegalStep,
} from '../../../src/index.ts';
import { given } from '../../given.ts';
import { somebody } from '../commands.ts';
import { anyLegalCommand } from './commands.ts';
import { suspendedSentence, toConviction, underInvestigation } from './pathway.ts';

const on = day('2026-11-02');
const close: CaseCommand = { do: 'close', on, reason: 'no_contact', watchedBy: 'w1', transfer: null };
const ask: CaseCommand = {
  do: 'ask_erasure',
  on,
  ground: 'no_longer_needed',
  personAsked: true,
  reason: 'as told',
};
const agree: CaseCommand = { do: 'agree_erasure', on };

const referredAt = (stage: LegalStage): readonly CaseCommand[] => [
  { do: 'refer', on: day('2026-01-08'), reference: 'TC-1', source: 'self', stage, identity: somebody },
  { do: 'triage', on: day('2026-01-09'), outcome: 'accepted' },
  { do: 'open', on: day('2026-01-10'), practitioner: 'w1' },
];
const step = (taken: LegalStep, detail?: object, proceedings = 'first') =>
  ({ do: 'record_legal_step', on, proceedings, step: taken, detail }) as CaseCommand;

test('E22: at every point from the arrest to the sentence a closed record is neither asked for nor erased', () => {
  for (let steps = 0; steps <= toConviction.length; steps++) {
    const { words } = given(caseDecider, ...underInvestigation, ...toConviction.slice(0, steps), close)
      .when(ask)
      .refused('proceedings_open');
    assert.match(words, /not decided yet: “.+”\. Nothing was saved\. Record the outcome first/);
  }
});

test('E22: what is begun after somebody asked stops the one who agrees', () => {
  const arrested = given(caseDecider, ...referredAt('not_known_to_police'), close, ask, step('arrested'));
  arrested.when(agree, { actor: 'w2' }).refused('proceedings_open');
});

test('E22: a referral that ended before the police knew of it, and proceedings that ended by any outcome, keep nothing', () => {
  const bail = step('bailed', { until: null });
  const court = [step('charged'), step('first_hearing', { held: 'bail', plea: 'not_guilty' })];
  const ends: readonly (readonly CaseCommand[])[] = [
    [bail, step('no_further_action')],
    [bail, step('cautioned')],
    [step('released_under_investigation'), step('conditionally_cautioned')],
    [step('charged'), step('discontinued')],
    [...court, step('acquitted')],
  ];
  given(caseDecider, ...referredAt('not_known_to_police'), close)
    .when(ask)
    .gives('erasure_asked');
  for (const end of ends) {
    // Recorded after the closing too, so that whoever is refused has a way out.
    given(caseDecider, ...referredAt('police_contact'), close)
      .when(ask)
      .refused('proceedings_open');
    given(caseDecider, ...referredAt('police_contact'), close, ...end, ask)
      .when(agree, { actor: 'w2' })
      .gives('erased');
  }
});

test('E22: of several proceedings one that is undecided keeps the record, and so does an appeal until it is decided', () => {
  const second: CaseCommand = { do: 'begin_proceedings', on, proceedings: 'second', stage: 'charged' };
  const ended = [...referredAt('police_contact'), step('no_further_action'), second, close];
  given(caseDecider, ...ended)
    .when(ask)
    .refused('proceedings_open');
  given(caseDecider, ...ended, step('discontinued', undefined, 'second'))
    .when(ask)
    .gives('erasure_asked');

  const appeal: CaseCommand = { do: 'record_appeal', on, proceedings: 'first', against: 'conviction' };
  const sentenced = [...underInvestigation, ...toConviction, suspendedSentence, close, appeal];
  given(caseDecider, ...sentenced)
    .when(ask)
    .refused('proceedings_open');
  const quashed: CaseCommand = {
    do: 'decide_appeal',
    on,
    proceedings: 'first',
    outcome: 'conviction_quashed',
  };
  given(caseDecider, ...sentenced, quashed)
    .when(ask)
    .gives('erasure_asked');
});

/** The outcomes of domain 2.1: what the police or a court decided, by name. */
const outcomes: readonly LegalStage[] = ['ended_without_conviction', 'out_of_court', 'sentenced'];
const isDecided = ({ proceedings }: CaseState) =>
  proceedings.every(
    ({ stage, appeal }) =>
      (stage === 'not_known_to_police' || outcomes.includes(stage)) && appeal?.decided !== null,
  );

test('E22: whatever legal steps were taken, in whatever order, only what is decided is ever erased', () => {
  const circumstances = { actor: 'w1', today: day('2026-11-24') };
  let asked = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...(['not_known_to_police', 'police_contact'] as const)),
      fc.array(anyLegalCommand, { maxLength: 25 }),
      (stage, commands) => {
        let { state } = given(caseDecider, ...referredAt(stage));
        for (const command of [...commands, close]) {
          const decision = caseDecider.decide(state, command, circumstances);
          if (decision.ok) for (const event of decision.events) state = caseDecider.evolve(state, event);
        }
        const decision = caseDecider.decide(state, ask, circumstances);
        if (decision.ok) asked++;
        else if (decision.refusal.code === 'proceedings_open') refused++;
        if (decision.ok) assert.ok(isDecided(state));
        else if (decision.refusal.code === 'proceedings_open') assert.ok(!isDecided(state));
      },
    ),
    { numRuns: 400, seed: 22 },
  );
  assert.ok(asked > 20 && refused > 20, `${asked} could be asked for, ${refused} not`);
});
