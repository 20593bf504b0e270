import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import type { StudyPlace } from '../place.ts';
import { isUnderWay, readWork, writeWork } from './kept-work.ts';
import { LOOKED_AT_STEP, type Said, type Task, type Work } from './task.ts';

/** At most so many at once; who comes later waits for a turn. */
const AT_ONCE = 2;

/** One piece of work to be done for a study. */
export interface Order {
  readonly place: StudyPlace;
  readonly work: Work;
  readonly task: Omit<Task, 'out'>;
  /** Takes what was written from `place.begun` into its place. Called once, when all of it is there. */
  readonly install: () => void;
  /** Called once it is over, however it ended. */
  readonly after?: () => void;
}

/** Processes that work for studies, away from the thread that answers pages. */
export interface Workers {
  /** Begins, or waits for a turn. */
  begin(order: Order): void;
  /** How it stands: what nobody works at any more was cut off. */
  standing(place: StudyPlace): Work | undefined;
  cancel(place: StudyPlace): void;
  /** Ends everything at once, for the end of the service. */
  stop(): Promise<void>;
}

interface Running {
  readonly order: Order;
  readonly child: ChildProcess;
  ended: Promise<void>;
  cancelled: boolean;
}

/** @param program what each process runs; another one stands in for it in tests */
export function openWorkers(now: () => number, program = new URL('./worker.ts', import.meta.url)): Workers {
  const running = new Map<string, Running>();
  const waiting: Order[] = [];
  let stopping = false;

  const settle = ({ place, work }: Order, change: Partial<Work>) => {
    rmSync(place.begun, { recursive: true, force: true });
    writeWork(place, { ...work, endedAt: now(), ...change });
  };
  const start = (order: Order) => {
    const { place, task } = order;
    let work = { ...order.work, state: 'working' as const };
    rmSync(place.begun, { recursive: true, force: true });
    mkdirSync(place.begun, { recursive: true, mode: 0o700 });
    writeWork(place, work);
    // Nothing of the service's own environment, where its passwords are.
    const child = fork(program, [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      env: {},
    });
    let last: Said | undefined;
    const one: Running = { order, child, cancelled: false, ended: Promise.resolve() };
    one.ended = new Promise(resolve => {
      child.on('message', (said: Said) => {
        if (said.say === 'step') {
          work = { ...work, step: said.step };
          if (!one.cancelled) writeWork(place, work);
        } else last = said;
      });
      child.on('error', () => undefined); // What could not start says nothing, and ends below.
      child.on('close', () => {
        running.delete(place.folder);
        settle({ ...order, work }, one.cancelled ? cancelled(work) : ended(last, work, order.install));
        resolve();
        if (!stopping) order.after?.();
        next();
      });
    });
    running.set(place.folder, one);
    child.send({ ...task, out: place.begun } satisfies Task, () => undefined);
  };
  const next = () => {
    if (stopping) return;
    while (running.size < AT_ONCE && waiting.length > 0) start(waiting.shift()!);
  };
  return {
    begin(order) {
      writeWork(order.place, { ...order.work, state: 'waiting' });
      waiting.push(order);
      next();
    },
    standing(place) {
      const work = readWork(place);
      const isOurs = running.has(place.folder) || waiting.some(order => order.place.folder === place.folder);
      if (!work || !isUnderWay(work) || isOurs) return work;
      // The service ended in the middle of it.
      const cut = { ...work, state: 'stopped' as const, why: saysStopped(work), endedAt: now() };
      rmSync(place.begun, { recursive: true, force: true });
      writeWork(place, cut);
      return cut;
    },
    cancel(place) {
      const at = waiting.findIndex(order => order.place.folder === place.folder);
      if (at >= 0) {
        const [order] = waiting.splice(at, 1);
        settle(order, cancelled(order.work));
      }
      const one = running.get(place.folder);
      if (!one) return;
      one.cancelled = true;
      one.child.kill('SIGKILL');
    },
    async stop() {
      stopping = true;
      for (const { child } of running.values()) child.kill('SIGKILL');
      await Promise.all([...running.values()].map(one => one.ended));
      for (const order of waiting.splice(0))
        settle(order, { state: 'stopped', why: saysStopped(order.work) });
    },
  };
}

function ended(last: Said | undefined, work: Work, install: () => void): Partial<Work> {
  if (last?.say === 'refused') return { state: 'refused', why: last.why };
  if (last?.say !== 'done') return { state: 'stopped', why: saysStopped(work) };
  try {
    install();
  } catch {
    return {
      state: 'stopped',
      why: `What was worked out could not be kept: the disk may be full.${ofLook(work)}`,
    };
  }
  return { state: 'done', why: '' };
}

function cancelled(work: Work): Partial<Work> {
  return { state: 'cancelled', why: `It was cancelled. Nothing of it was kept.${ofLook(work)}` };
}

function saysStopped(work: Work): string {
  return (
    'It ended in the middle, because the service was stopped or the machine had too little memory. Nothing of it was ' +
    `kept, and nothing else was changed. Start it again.${ofLook(work)}`
  );
}

/** A look that is broken off still counts (E15). */
function ofLook({ kind, step }: Work): string {
  return kind === 'run' && step >= LOOKED_AT_STEP
    ? ' The outcomes had been opened by then, so the ledger counts it as a look.'
    : '';
}
