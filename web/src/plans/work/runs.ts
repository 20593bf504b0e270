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
  | { readonly state: 'stopped'; readonly words: string }
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
const NOBODY = '';

/** @param line how many may wait; a full one drops whoever waits longest, since they have moved on, or takes nobody more */
export function openRuns<Answer>(
  kept: Kept<Answer>,
  line: { readonly most: number; readonly whenFull: 'drop the oldest' | 'refuse' },
  program: URL,
): Runs<Answer> {
  const process = workProcess(program);
  const waiting: Run<Answer>[] = [];
  const stopped = new Map<string, string>();
  let current: Run<Answer> | undefined;
  let cancelled = false;

  /** One that was cancelled is over for whoever asks, though its process has not left it yet. */
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
        run.soFar = JSON.parse(said.result) as Answer;
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
    cancel,
    async stop() {
      cancelled = true;
      for (const run of waiting.splice(0)) run.tell();
      await process.stop();
    },
  };
}

const STOPPED =
  'The run ended before it was done. Nothing else is touched. Ask for it again; if it ends once more, tell whoever runs the service.';
