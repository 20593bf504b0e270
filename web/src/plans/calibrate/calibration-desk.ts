import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { planningCode } from '../../analysis/planning-code.ts';
import { keptResults } from '../work/kept.ts';
import { openRuns, type RunStanding } from '../work/runs.ts';
import { nothingObserved } from '../try/observed.ts';
import { OWN, scenarioFiles, type ScenarioFiles } from '../try/scenario-files.ts';
import type { CalibrationQuestion } from './question.ts';
import type { CalibrationTask, FoundCalibration } from './task.ts';

/** A calibration that somebody asked for. */
export interface KeptCalibration {
  readonly id: string;
  readonly question: CalibrationQuestion;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
}

export type CalibrationStanding =
  { readonly state: 'ready'; readonly found: FoundCalibration } | RunStanding<FoundCalibration>;

/** Where plans are fitted to what was observed, and what came of it is kept. */
export interface CalibrationDesk {
  readonly files: ScenarioFiles;
  /** Those of an organisation, the newest first. */
  list(organisation: string): readonly KeptCalibration[];
  /** Undefined when there is none, or it is another organisation's. */
  find(organisation: string, id: string): KeptCalibration | undefined;
  standing(kept: KeptCalibration): CalibrationStanding;
  /** Begins it, unless it is there already; undefined when the line is full. */
  begin(question: CalibrationQuestion, by: string, now: number): string | undefined;
  cancel(kept: KeptCalibration): void;
  /** Takes it away, with its figures. */
  forget(kept: KeptCalibration): void;
  stop(): Promise<void>;
}

export interface CalibrationDeskOptions {
  /** Questions and results are kept here. */
  readonly folder: string;
  /** Where scenario files lie; one folder or several. */
  readonly scenarios: readonly string[];
  readonly runs?: number;
  readonly draws?: number;
  readonly program?: URL;
}

const SEED = 1;

/** Another name where what is kept has another shape: what an earlier version found is worked out again, not misread. */
const FOUND = 'found-2';

/** A thousand draws of a large plan take an hour or two on a busy machine. */
const LONGEST = 6 * 3_600_000;

/** Opens the desk. One process works, on one calibration at a time. */
export function openCalibrationDesk({
  folder,
  scenarios,
  runs = 1000,
  draws = 200,
  program = new URL('./worker.ts', import.meta.url),
}: CalibrationDeskOptions): CalibrationDesk {
  const files = scenarioFiles(...scenarios);
  const asked = keptResults<Omit<KeptCalibration, 'id'>>(join(folder, 'asked'));
  const found = keptResults<FoundCalibration>(join(folder, FOUND));
  const work = openRuns(found, { most: 4, whenFull: 'refuse' }, program, LONGEST);
  const code = planningCode();

  const taskOf = ({ scenario, lines, series, heldBack }: CalibrationQuestion): CalibrationTask => ({
    scenario: {
      file: OWN,
      texts: [
        ...files.textsFor(
          { scenarios: [scenario, scenario], settings: new Map(), lines, observed: nothingObserved },
          0,
        ),
      ],
    },
    parent: `${scenario}.yaml`,
    lines,
    series,
    seed: SEED,
    runs,
    draws,
    heldBack,
    steps: runs + draws * (heldBack > 0 ? 2 : 1),
  });

  const idOf = (question: CalibrationQuestion, task: CalibrationTask): string =>
    createHash('sha256')
      .update(code)
      .update(JSON.stringify([question, task]))
      .digest('hex')
      .slice(0, 32);

  const find = (organisation: string, id: string): KeptCalibration | undefined => {
    const kept = /^[0-9a-f]{32}$/.test(id) ? asked.read(id) : undefined;
    return kept?.question.organisation === organisation ? { id, ...kept } : undefined;
  };

  return {
    files,
    list: organisation =>
      asked
        .all()
        .flatMap(([id, kept]) => (kept.question.organisation === organisation ? { id, ...kept } : []))
        .sort((a, b) => b.at - a.at),
    find,
    standing({ id }) {
      const there = found.read(id);
      return there ? { state: 'ready', found: there } : work.standing(id);
    },
    begin(question, by, now) {
      const task = taskOf(question);
      const id = idOf(question, task);
      if (!found.read(id) && !work.begin(id, task)) return undefined;
      if (!asked.read(id)) asked.keep(id, JSON.stringify({ question, at: now, by }));
      return id;
    },
    cancel: ({ id }) => work.cancel(id),
    forget({ id }) {
      work.cancel(id);
      asked.forget(id);
      found.forget(id);
    },
    stop: () => work.stop(),
  };
}
