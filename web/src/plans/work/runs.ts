import type { Kept } from './kept.ts';
import { workProcess } from './process.ts';
import type { Task } from './said.ts';

/** How a run stands. One that is ready lies with the kept results and is not here. */
export type RunStanding<Answer> =
  | { readonly state: 'waiting'; readonly ahead: number }
  | {
      readonly state: 'working';
      readonly done: number;
      readonly of: number;
      /** What its first steps say, once there are enough of them. */
      readonly soFar: Answer | undefined;
    }
  | {
      readonly state: 'stopped';
      readonly words: string;
      /** What the runs before said, where there were enough of them. */
      readonly soFar: Answer | undefined;
    }
  | { readonly state: 'missing' };

/** Runs of one kind, such as drafts or whole runs, one at a time, whoever asks for them. */
export interface Runs<Answer> {
  /**
   * Begins it, or puts it in line. False when the line is full: nothing was begun. A run is left when everybody who
   * began it has moved on; who began it as nobody never does.
   */
  begin(id: string, task: Task, looker?: string): boolean;
  /** This looker waits for `id` and for nothing else: what nobody waits for any more is left. */
  moveOn(looker: string, id: string): void;
  /** This looker does not wait for `id` any more. */
  leave(looker: string, id: string): void;
  standing(id: string): RunStanding<Answer>;
  /** Resolves once this run has something to show, or is over, or so many milliseconds have passed. */
  heardOf(id: string, ms: number): Promise<void>;
  cancel(id: string): void;
  stop(): Promise<void>;
}

interface Run<Answer> {
  readonly id: string;
  readonly task: Task;
  readonly heard: Promise<void>;
  readonly tell: () => void;
  /** Those who wait for it. */
  readonly lookers: Set<string>;
  done: number;
  soFar: Answer | undefined;
}

/** So many why-it-stopped are remembered. */
const MOST_STOPPED = 100;
/** So many of them with what they knew, which is large. */
const MOST_KNOWN = 4;
const NOBODY = '';

/**
 * @param line how many may wait; a full one drops whoever waits longest, since they have moved on, or takes nobody more
 * @param longest so many milliseconds may one run take: a plan that would not end must not hold up the others
 */
export function openRuns<Answer>(
  kept: Kept<Answer>,
  line: { readonly most: number; readonly whenFull: 'drop the oldest' | 'refuse' },
  program: URL,
  longest: number,
): Runs<Answer> {
  const process = workProcess(program);
  const waiting: Run<Answer>[] = [];
  const stopped = new Map<string, { readonly words: string; readonly soFar: Answer | undefined }>();
  let current: Run<Answer> | undefined;
  let cancelled = false;

  /** One that was cancelled is over for whoever asks, though its process has not left it yet. */
  const isCurrent = (id: string) => current?.id === id && !cancelled;
  const find = (id: string) => (isCurrent(id) ? current : waiting.find(run => run.id === id));

  const remember = (id: string, words: string, soFar?: Answer) => {
    stopped.delete(id);
    stopped.set(id, { words, soFar });
    if (stopped.size > MOST_STOPPED) stopped.delete(stopped.keys().next().value!);
    const known = [...stopped].filter(([, one]) => one.soFar !== undefined);
    for (const [oldest, one] of known.slice(0, Math.max(0, known.length - MOST_KNOWN)))
      stopped.set(oldest, { words: one.words, soFar: undefined });
  };

  async function work(): Promise<void> {
    if (current || waiting.length === 0) return;
    const run = (current = waiting.shift()!);
    cancelled = false;
    let tooLong = false;
    const limit = setTimeout(() => {
      tooLong = true;
      process.leave();
    }, longest).unref();
    const ended = await process.run(run.task, said => {
      if (said.say === 'progress') run.done = said.done;
      else {
        run.soFar = JSON.parse(said.result) as Answer;
        run.tell();
      }
    });
    clearTimeout(limit);
    current = undefined;
    if (ended?.say === 'done') keep(run.id, ended.result);
    else if (ended?.say === 'refused') remember(run.id, ended.why);
    else if (!cancelled) {
      const outOfTime = ended?.say === 'out of time';
      const words = [sayLimit(longest), farOf(run), outOfTime ? ended.knew : '', TOO_LONG];
      const why = outOfTime || tooLong ? words.filter(each => each !== '').join(' ') : STOPPED;
      remember(run.id, why, run.soFar);
    }
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

  function cancel(id: string): void {
    const at = waiting.findIndex(run => run.id === id);
    if (at >= 0) waiting.splice(at, 1)[0].tell();
    if (!current || !isCurrent(id)) return;
    cancelled = true;
    process.leave();
    current.tell();
  }

  function leave(looker: string, id: string): void {
    const run = find(id);
    if (run?.lookers.delete(looker) && run.lookers.size === 0) cancel(id);
  }

  return {
    begin(id, task, looker = NOBODY) {
      const there = find(id);
      there?.lookers.add(looker);
      if (there) return true;
      if (waiting.length >= line.most) {
        if (line.whenFull === 'refuse') return false;
        waiting.shift()!.tell();
      }
      stopped.delete(id);
      let tell = () => {};
      const heard = new Promise<void>(resolve => (tell = resolve));
      waiting.push({ id, task, heard, tell, lookers: new Set([looker]), done: 0, soFar: undefined });
      void work();
      return true;
    },
    moveOn(looker, id) {
      const all = [...waiting, ...(current ? [current] : [])];
      for (const run of all) if (run.id !== id) leave(looker, run.id);
    },
    leave,
    standing(id) {
      if (current && isCurrent(id))
        return { state: 'working', done: current.done, of: current.task.steps, soFar: current.soFar };
      const at = waiting.findIndex(run => run.id === id);
      if (at >= 0) return { state: 'waiting', ahead: at + (current ? 1 : 0) };
      const why = stopped.get(id);
      return why === undefined ? { state: 'missing' } : { state: 'stopped', ...why };
    },
    async heardOf(id, ms) {
      const run = find(id);
      if (!run) return;
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([run.heard, new Promise<void>(resolve => (timer = setTimeout(resolve, ms)))]);
      clearTimeout(timer);
    },
    cancel(id) {
      const run = isCurrent(id) ? current : undefined;
      cancel(id);
      // What was asked for to the end and is not wanted to the end may still be read as far as it came.
      if (run?.soFar !== undefined)
        remember(id, `You cancelled it. ${farOf(run)} Nothing else is touched.`, run.soFar);
    },
    async stop() {
      cancelled = true;
      for (const run of waiting.splice(0)) run.tell();
      await process.stop();
    },
  };
}

const farOf = ({ done, task }: { readonly done: number; readonly task: Task }) =>
  `${done.toLocaleString('en-GB')} of ${task.steps.toLocaleString('en-GB')} runs were done.`;

function sayLimit(longest: number): string {
  const minutes = longest / 60_000;
  const most = minutes >= 1 ? `${Math.round(minutes)} minutes` : `${Math.round(longest / 1000)} seconds`;
  return `It was stopped after ${most}, which is the longest that it may take here.`;
}

const TOO_LONG =
  'Nothing else is touched. Let fewer people come or fewer years be run, or run its files with the command throughcare plan run.';

const STOPPED =
  'The run ended before it was done. Nothing else is touched. Ask for it again; if it ends once more, tell whoever runs the service.';
