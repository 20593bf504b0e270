import { fork, type ChildProcess } from 'node:child_process';
import { LEAVE, said, type Ended, type OnItsWay, type Task } from './said.ts';

/** A process that works out one task at a time. It is begun with the first and kept for the next, since beginning takes time. */
export interface WorkProcess {
  /** What came of it; undefined when the process ended without a word, or was told to stop. */
  run(task: Task, tell: (said: OnItsWay) => void): Promise<Ended | undefined>;
  /** Tells it to leave what it is at. It stays for the next; one that does not answer is ended. */
  leave(): void;
  /** Ends whatever it is at. */
  stop(): Promise<void>;
}

/** A step takes far less, also on a busy machine: whoever has not answered by then hangs. */
const PATIENCE = 10_000;

/** For glibc: keeps the memory of one run after the other without holes, as setup/run.mjs does for the command. */
const steadyMemory = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: String(128 * 1024) };

function begin(program: URL): ChildProcess {
  // Nothing of the service's own environment, where its passwords are.
  const one = fork(program, [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    env: steadyMemory,
  });
  one.on('error', () => undefined);
  // It ends with its parent, which need not wait for it.
  one.unref();
  one.channel?.unref();
  return one;
}

/** @param program what the process runs; another one stands in for it in tests */
export function workProcess(program: URL): WorkProcess {
  let child: ChildProcess | undefined;
  let impatient: NodeJS.Timeout | undefined;

  return {
    run(task, tell) {
      const one = (child ??= begin(program));
      return new Promise(resolve => {
        // Its own ears alone: somebody who stops it may be waiting for its end.
        const over = (ended: Ended | undefined) => {
          clearTimeout(impatient);
          one.off('message', hear).off('error', gone).off('exit', gone);
          resolve(ended);
        };
        const hear = (message: unknown) => {
          const words = said.parse(message);
          if (words.say === 'progress' || words.say === 'so far') tell(words);
          else over(words);
        };
        const gone = () => {
          if (child === one) child = undefined;
          over(undefined);
        };
        one.on('message', hear);
        one.on('error', gone);
        one.on('exit', gone);
        one.send(task, () => undefined);
      });
    },
    leave() {
      const one = child;
      if (!one) return;
      one.send(LEAVE, () => undefined);
      clearTimeout(impatient);
      impatient = setTimeout(() => one.kill('SIGKILL'), PATIENCE).unref();
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
