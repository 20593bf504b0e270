import { createHash } from 'node:crypto';
import { planningCode } from '../../analysis/planning-code.ts';
import { keptResults } from '../work/kept.ts';
import type { PlanAnswer } from './plan-answer.ts';
import { openRuns, type RunStanding, type Runs } from '../work/runs.ts';
import { OWN, scenarioFiles, type ScenarioFiles } from './scenario-files.ts';
import type { PlanTask } from './plan-task.ts';
import type { PlanQuestion } from './question.ts';

/** A draft is there while one still looks at the slider; a whole run is what may be quoted. */
export type Thoroughness = 'draft' | 'whole';

export type PlanStanding =
  | { readonly state: 'ready'; readonly answer: PlanAnswer }
  | RunStanding<PlanAnswer>
  | { readonly state: 'line full' };

/** Where anybody who may read plans tries their own. */
export interface PlanDesk {
  readonly files: ScenarioFiles;
  /** A draft that is there within so many milliseconds comes with the page; a script or a link looks again for others. */
  readonly patience: number;
  /** How an answer stands, without beginning anything. */
  standing(question: PlanQuestion, how: Thoroughness): PlanStanding;
  /**
   * The answer, or a first look at it, if it comes within so many milliseconds; else how it stands. Begins what is not
   * begun. Of the drafts that one looker asks for, the last alone is worked out, unless somebody else waits for another.
   */
  answer(question: PlanQuestion, how: Thoroughness, patience: number, looker?: string): Promise<PlanStanding>;
  /** This looker does not wait for this draft any more: it is left, unless somebody else does. */
  leave(question: PlanQuestion, looker: string): void;
  cancel(question: PlanQuestion): void;
  stop(): Promise<void>;
}

export interface PlanDeskOptions {
  /** Results are kept here. */
  readonly folder: string;
  /** Where the scenario files lie. */
  readonly scenarios: string;
  readonly replications?: Readonly<Record<Thoroughness, number>>;
  /** After so many runs a draft can be looked at, and whenever they have doubled; never where 0. */
  readonly firstLook?: number;
  readonly patience?: number;
  /** So many milliseconds may a run take, whatever it is asked. */
  readonly longest?: Readonly<Record<Thoroughness, number>>;
  readonly program?: URL;
}

const SEED = 1;
/** Of a draft of two plans; of three or four fewer, so that it takes as long. */
const REPLICATIONS = { draft: 16, whole: 400 };
/** The fewest that have an interval: there soon, and marked. */
const FIRST_LOOK = 2;
const PATIENCE = 1500;
const LONGEST = { draft: 5 * 60_000, whole: 2 * 3_600_000 };
/** A process ends its runs itself when that much of the longest time has passed; one that does not is ended. */
const SOONER = 0.9;
/** A whole run tells what it knows whenever its runs have doubled. */
const LOOKS = [8, 16, 32, 64, 128, 256];
/** An interval of 95% is known well enough by so many runs. */
const MOST_LOOKS = 200;

/** Opens the desk. One process runs drafts, one whole runs, so that a slider never waits for somebody's whole run. */
export function openPlanDesk({
  folder,
  scenarios,
  replications = REPLICATIONS,
  firstLook = FIRST_LOOK,
  patience = PATIENCE,
  longest = LONGEST,
  program = new URL('./worker.ts', import.meta.url),
}: PlanDeskOptions): PlanDesk {
  const files = scenarioFiles(scenarios);
  const kept = keptResults<PlanAnswer>(folder);
  const code = planningCode();
  /** The same question has the same id; another version of a scenario file or of the code that runs it, another one. */
  const idOf = (task: PlanTask): string =>
    createHash('sha256').update(code).update(JSON.stringify(task)).digest('hex').slice(0, 32);
  const runs: Readonly<Record<Thoroughness, Runs<PlanAnswer>>> = {
    draft: openRuns(kept, { most: 6, whenFull: 'drop the oldest' }, program, longest.draft),
    whole: openRuns(kept, { most: 4, whenFull: 'refuse' }, program, longest.whole),
  };

  const runsOf = (how: Thoroughness, plans: number): number =>
    how === 'draft' ? Math.max(FIRST_LOOK, Math.ceil((2 * replications.draft) / plans)) : replications.whole;

  const taskOf = (question: PlanQuestion, how: Thoroughness): PlanTask => {
    const runs = runsOf(how, question.scenarios.length);
    const read = question.observed.figures === '' ? undefined : files.read(question);
    const series = read?.ok ? read.lookBack : undefined;
    const looks = series ? Math.min(runs, MOST_LOOKS) : 0;
    return {
      scenarios: question.scenarios.map((_, which) => ({
        file: OWN,
        texts: [...files.textsFor(question, which)],
      })),
      seed: SEED,
      runs,
      lookBack: series && { series, runs: looks },
      steps: runs + looks,
      within: SOONER * longest[how],
      looks: how === 'draft' ? doublings(firstLook, runs) : LOOKS,
    };
  };

  const standingOf = (id: string, how: Thoroughness): PlanStanding => {
    const answer = kept.read(id);
    return answer ? { state: 'ready', answer } : runs[how].standing(id);
  };

  return {
    files,
    patience,
    standing: (question, how) => standingOf(idOf(taskOf(question, how)), how),
    async answer(question, how, patience, looker) {
      const task = taskOf(question, how);
      const id = idOf(task);
      if (looker !== undefined) runs.draft.moveOn(looker, id);
      const standing = standingOf(id, how);
      if (standing.state === 'ready') return standing;
      // A draft is asked for by looking, and one that could not be run would be begun by every look.
      if (standing.state === 'stopped' && how === 'draft') return standing;
      if (!runs[how].begin(id, task, looker)) return { state: 'line full' };
      await runs[how].heardOf(id, patience);
      return standingOf(id, how);
    },
    leave: (question, looker) => runs.draft.leave(looker, idOf(taskOf(question, 'draft'))),
    cancel(question) {
      runs.whole.cancel(idOf(taskOf(question, 'whole')));
    },
    async stop() {
      await Promise.all([runs.draft.stop(), runs.whole.stop()]);
    },
  };
}

const doublings = (from: number, to: number): number[] =>
  from < 1 || from >= to ? [] : [from, ...doublings(2 * from, to)];
