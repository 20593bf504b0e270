import { recordAttributes } from './by-attribute.ts';
import { settle, settleUnits } from './room.ts';
import type { RunState } from './run-state.ts';
import { counted, stageField } from './stage-state.ts';
import { waitBins } from './wait-bins.ts';

const { COUNTED, INSIDE, WAITING } = stageField;

/** Lets the stages count into the rows of the period that begins. */
export function openPeriod(run: RunState): void {
  const { stages, moved, waitCounts } = run.statistics;
  for (const stage of run.stages) {
    const cell = run.cellsFrom + stage.index;
    stage.moved = moved.subarray(cell * (stages + 1), (cell + 1) * (stages + 1));
    stage.waitCounts = waitCounts.subarray(cell * waitBins, (cell + 1) * waitBins);
    stage.live.fill(0, COUNTED);
  }
}

/** Writes down what the stages counted in the period up to now. */
export function recordPeriod(run: RunState): void {
  const { statistics } = run;
  for (let resource = 0; resource < statistics.resources; resource++) settleUnits(run, resource);
  if (run.by !== null) recordAttributes(run);
  for (const stage of run.stages) {
    settle(run, stage);
    const { live } = stage;
    const cell = run.cellsFrom + stage.index;
    counted.forEach((column, i) => (statistics[column][cell] = live[COUNTED + i]));
    statistics.waitingAtEnd[cell] = live[WAITING];
    statistics.insideAtEnd[cell] = live[INSIDE];
  }
}

/** Ends the period at its time and begins the next, if there is one. */
export function closePeriod(run: RunState): void {
  run.now = run.network.periodEnds[run.period];
  recordPeriod(run);
  run.period++;
  run.cellsFrom += run.statistics.stages;
  if (run.period < run.network.periodEnds.length) openPeriod(run);
}
