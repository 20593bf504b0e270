import { STEPS, type Work } from './work/task.ts';
import { isUnderWay } from './work/kept-work.ts';

const TITLES = {
  columns: 'The extract is being read',
  design: 'The study is being designed',
  run: 'The study is being run',
} as const;

/** Work as a page shows it: what is done, what is going on, what is to come. */
export function workView(work: Work | undefined, now: number) {
  if (!work) return undefined;
  const { kind, state, step, by, at, why } = work;
  const steps = STEPS[kind].map((words, k) => ({
    words,
    state: state === 'waiting' || k > step ? 'waiting' : k < step ? 'done' : 'now',
  }));
  return {
    kind,
    underWay: isUnderWay(work),
    failed: state === 'refused' || state === 'stopped' || state === 'cancelled',
    title: state === 'waiting' ? 'It waits for its turn' : TITLES[kind],
    by: by.name,
    since: saySince(now - at),
    why: why.split('\n'),
    steps,
    state,
  };
}

export type WorkView = NonNullable<ReturnType<typeof workView>>;

function saySince(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
