import { fork, type ChildProcess } from 'node:child_process';
import { planSaid, type PlanSaid, type PlanTask } from './plan-task.ts';

/** A process that runs one plan at a time. It is begun with the first and kept for the next, since beginning takes time. */
export interface PlanProcess {
  /** What came of it; undefined when the process ended without a word, or was told to stop. */
  run(task: PlanTask, tell: (said: OnItsWay) => void): Promise<Ended | undefined>;
  /** Ends whatever it is at. */
  stop(): Promise<void>;
}

export type OnItsWay = Extract<PlanSaid, { say: 'progress' | 'so far' }>;
export type Ended = Exclude<PlanSaid, OnItsWay>;

function begin(program: URL): ChildProcess {
  // Nothing of the service's own environment, where its passwords are.
  const one = fork(program, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env: {} });
  // It ends with its parent, which need not wait for it.
  one.unref();
  one.channel?.unref();
  return one;
}

/** @param program what the process runs; another one stands in for it in tests */
export function planProcess(program: URL): PlanProcess {
  let child: ChildProcess | undefined;

  return {
    run(task, tell) {
      const one = (child ??= begin(program));
      return new Promise(resolve => {
        const over = (ended: Ended | undefined) => {
          one.removeAllListeners();
          one.on('error', () => undefined);
          resolve(ended);
        };
        one.on('message', message => {
          const said = planSaid.parse(message);
          if (said.say === 'progress' || said.say === 'so far') tell(said);
          else over(said);
        });
        const gone = () => {
          if (child === one) child = undefined;
          over(undefined);
        };
        one.on('error', gone);
        one.on('exit', gone);
        one.send(task, () => undefined);
      });
    },
    async stop() {
      const one = child;
      child = undefined;
      if (!one || one.exitCode !== null || one.signalCode !== null) return;
      const ended = new Promise(resolve => one.once('exit', resolve));
      one.kill('SIGKILL');
      await ended;
    },
  };
}
