import { forgetRisk, scheduleRisk } from './at-risk.ts';
import { countHappening } from './by-attribute.ts';
import { comeFrom } from './come.ts';
import { endGroup } from './end-group.ts';
import { choose, complete, giveUp, goRound, send } from './flow.ts';
import { kind } from './kind.ts';
import { personField } from './people.ts';
import { changePlaces, changeUnits } from './timetable.ts';
import type { RunState } from './run-state.ts';
import { stageField } from './stage-state.ts';

const { FIELDS_WHOLE, STAGE, STAY_EVENT } = personField;
const { EXPIRED } = stageField;
const { arrival, stayEnds, patienceEnds, places, units, groupEnds, firstRisk, kindBits } = kind;

/** Deals with the event of this code and sequence, which is due now. One that was overtaken is none, and isn't counted. */
export function dealWith(run: RunState, code: number, sequence: number): void {
  const { people, statistics } = run;
  const subject = code >> kindBits;
  const what = code & ((1 << kindBits) - 1);
  if (what === stayEnds || what === patienceEnds) {
    if (people.whole[subject * FIELDS_WHOLE + STAY_EVENT] !== sequence) return;
    statistics.events++;
    if (what === stayEnds) endStay(run, subject);
    else endPatience(run, subject);
  } else if (what < firstRisk) {
    statistics.events++;
    if (what === arrival) comeFrom(run, subject);
    else if (what === places) changePlaces(run, subject);
    else if (what === units) changeUnits(run, subject);
    else if (what === groupEnds) endGroup(run, subject);
  } else {
    const risk = what - firstRisk;
    if (people.risks.event[subject * people.riskCount + risk] !== sequence) return;
    statistics.events++;
    happen(run, subject, risk);
  }
}

function endStay(run: RunState, slot: number): void {
  const stage = run.stages[run.people.whole[slot * FIELDS_WHOLE + STAGE]];
  giveUp(run, slot, stage);
  complete(run, slot, stage);
  send(run, slot, stage, choose(run, slot, stage));
}

function endPatience(run: RunState, slot: number): void {
  const stage = run.stages[run.people.whole[slot * FIELDS_WHOLE + STAGE]];
  stage.live[EXPIRED]++;
  giveUp(run, slot, stage);
  send(run, slot, stage, stage.expiredTo);
}

function happen(run: RunState, slot: number, risk: number): void {
  const { people, statistics } = run;
  const stage = run.stages[people.whole[slot * FIELDS_WHOLE + STAGE]];
  const { to } = run.risks[risk];
  statistics.happened[(run.cellsFrom + stage.index) * statistics.risks + risk]++;
  if (run.by !== null) countHappening(run, slot, stage.index, risk);
  forgetRisk(run, slot, risk);
  if (to === 'stays') {
    scheduleRisk(run, slot, risk);
    return;
  }
  people.risks.ratio[slot * people.riskCount + risk] = 0;
  stage.moved[to + 1]++;
  giveUp(run, slot, stage);
  goRound(run, slot);
  send(run, slot, null, to);
}
