import { personKey } from './arrivals.ts';
import { beginAlready, waitAlready } from './begin.ts';
import { fill, fillNeeded } from './fill.ts';
import { startGroupOfStock } from './group-run.ts';
import { admit, personField } from './people.ts';
import { mostSources } from './limits.ts';
import type { RunState } from './run-state.ts';

const { FIELDS_REAL, FIELDS_WHOLE, CAME, SINCE, STAGE, VISITS } = personField;

/**
 * Puts those in place who are there when the run begins: first everybody inside, stage by stage, then everybody
 * waiting, and then free places are filled.
 */
export function startWithThoseAlreadyThere(run: RunState): void {
  const { stages, resources = [] } = run.network;
  const comeToStage = (stage: number, person: number, waited: number): number => {
    const slot = admit(run.people, personKey(mostSources + stages[stage].luck, person), -waited);
    run.people.whole[slot * FIELDS_WHOLE + STAGE] = stage;
    run.people.whole[slot * FIELDS_WHOLE + VISITS] = 1;
    run.people.real[slot * FIELDS_REAL + SINCE] = -waited;
    run.people.real[slot * FIELDS_REAL + CAME] = -waited;
    run.statistics.startedWith++;
    return slot;
  };
  stages.forEach(({ startInside = 0, groups }, stage) => {
    let members: number[] = [];
    for (let person = 0; person < startInside; person++) {
      const slot = comeToStage(stage, person, 0);
      if (!groups) {
        beginAlready(run, slot, run.stages[stage]);
        continue;
      }
      members.push(slot);
      if (members.length === groups.atMost || person === startInside - 1) {
        startGroupOfStock(run, run.stages[stage], members);
        members = [];
      }
    }
  });
  stages.forEach(({ startInside = 0, startWaiting = 0, startWaited = [] }, stage) => {
    for (let person = 0; person < startWaiting; person++) {
      const waited = startWaited[person] ?? 0;
      waitAlready(run, comeToStage(stage, startInside + person, waited), run.stages[stage], waited);
    }
  });
  fillNeeded(
    run,
    resources.map((_, resource) => ({ resource })),
  );
  for (const stage of run.stages) fill(run, stage);
}
