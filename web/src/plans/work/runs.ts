import type { KeptPlans } from './kept-plans.ts';
import type { PlanAnswer } from './plan-answer.ts';
import { planProcess, type PlanProcess } from './plan-process.ts';
import type { PlanTask } from './plan-task.ts';

/** How a run stands. One that is ready lies with the kept plans and is not here. */
export type RunStanding =
  | { readonly state: 'waiting'; readonly ahead: number }
  | {
      readonly state: 'working';
      readonly done: number;
      readonly of: number;
      /** What its first runs say, once there are enough of them. */
      readonly soFar: PlanAnswer | undefined;
    }
  | { readonly state: 'stopped'; readonly words: string }
  | { readonly state: 'missing' };

/** Runs of one kind (drafts, or whole runs), one at a time, whoever asks for them. */
export interface PlanRuns {
  /** Begins it, or puts it in line. False when the line is full: nothing was begun. */
  begin(id: string, task: PlanTask): boolean;
  standing(id: string): RunStanding;
  /** Resolves once this run has something to show, or is over, or so many milliseconds have passed. */
  heardOf(id: string, ms: number): Promise<void>;
  cancel(id: string): void;
  stop(): Promise<void>;
}

interface Run {
  readonly id: string;
  readonly task: PlanTask;
  readonly heard: Promise<void>;
  readonly tell: () => void;
  done: number;
  soFar: PlanAnswer | undefined;
}

/** So many why-it-stopped are remembered. */
const MOST_STOPPED = 100;

/**
 * @param line how many may wait; a full one drops whoever waits longest, since they have moved on, or takes nobody more
 */
export function planRuns(
  kept: KeptPlans,
  line: { readonly most: number; readonly whenFull: 'drop the oldest' | 'refuse' },
  program = new URL('./worker.ts', import.meta.url),
): PlanRuns {
  const process: PlanProcess = planProcess(program);
  const waiting: Run[] = [];
  const stopped = new Map<string, string>();
  let current: Run | undefined;
  let cancelled = false;

  /** One that was cancelled is over for whoever asks, though its process has not ended yet. */
  const isCurrent = (id: string) => current?.id === id && !cancelled;
  const find = (id: string) => (isCurrent(id) ? current : waiting.find(run => run.id === id));

  const remember = (id: string, words: string) => {
    stopped.delete(id);
    stopped.set(id, words);
    if (stopped.size > MOST_STOPPED) stopped.delete(stopped.keys().next().value!);
  };

  async function work(): Promise<void> {
    if (current || waiting.length === 0) return;
    const run = (current = waiting.shift()!);
    cancelled = false;
    const ended = await process.run(run.task, said => {
      if (said.say === 'progress') run.done = said.done;
      else {
        run.soFar = JSON.parse(said.result) as PlanAnswer;
        run.tell();
      }
    });
    current = undefined;
    if (ended?.say === 'done') keep(run.id, ended.result);
    else if (ended?.say === 'refused') remember(run.id, ended.why);
    else if (!cancelled) remember(run.id, STOPPED);
    run.tell();
    void work();
  }

  function keep(id: string, result: string): void {
    try {
      kept.keep(id, result);
    } catch {
      remember(
        id,
        'It was worked out and could not be kept: the disk may be full. Nothing else is touched. Tell whoever runs the service.',
      );
    }
  }

  return {
    begin(id, task) {
      if (find(id)) return true;
      if (waiting.length >= line.most) {
        if (line.whenFull === 'refuse') return false;
        waiting.shift()!.tell();
      }
      stopped.delete(id);
      let tell = () => {};
      const heard = new Promise<void>(resolve => (tell = resolve));
      waiting.push({ id, task, heard, tell, done: 0, soFar: undefined });
      void work();
      return true;
    },
    standing(id) {
      if (current && isCurrent(id))
        return {
          state: 'working',
          done: current.done,
          of: current.task.replications,
          soFar: current.soFar,
        };
      const at = waiting.findIndex(run => run.id === id);
      if (at >= 0) return { state: 'waiting', ahead: at + (current ? 1 : 0) };
      const words = stopped.get(id);
      return words === undefined ? { state: 'missing' } : { state: 'stopped', words };
    },
    async heardOf(id, ms) {
      const run = find(id);
      if (!run) return;
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([run.heard, new Promise<void>(resolve => (timer = setTimeout(resolve, ms)))]);
      clearTimeout(timer);
    },
    cancel(id) {
      const at = waiting.findIndex(run => run.id === id);
      if (at >= 0) waiting.splice(at, 1)[0].tell();
      if (current?.id !== id) return;
      cancelled = true;
      void process.stop();
    },
    async stop() {
      cancelled = true;
      for (const run of waiting.splice(0)) run.tell();
      await process.stop();
    },
  };
}

const STOPPED =
  'The run ended before it was done. Nothing else is touched. Ask for it again; if it ends once more, tell whoever runs the service.';
