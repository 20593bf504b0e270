import { setPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { ScenarioError, readScenario, type Scenario } from '@throughcare/planning';
import { endWithParent } from '../../analysis/end-with-parent.ts';
import { LEAVE, type Said, type Task } from './said.ts';

/** Scenario files as texts, so that a process opens none itself. */
export interface ScenarioTexts {
  /** The file to read; the others are what it extends. */
  readonly file: string;
  readonly texts: readonly (readonly [name: string, text: string])[];
}

/** What a task tells on its way. */
export interface Teller {
  /** After each step. It throws once the task is to be left, so it stands between the steps. */
  done(steps: number): Promise<void>;
  soFar(result: string): void;
}

const BEHIND_THE_PAGES = 10;
const BETWEEN_WORDS = 200;

/** Thrown between two steps when nobody wants the rest any more. */
class Left extends Error {}

/** Thrown by a task that has taken as long as it may, with what was under way. */
export class OutOfTime extends Error {}

/** How a task is worked out, to a result as JSON text. */
export type WorkOut<T extends Task> = (task: T, teller: Teller) => Promise<string>;

/**
 * A process that works out tasks, one after the other, away from the thread that answers pages. The service's own
 * process alone sends to it, so a task is what it is said to be.
 */
export function atWork(workOut: WorkOut<never>): void {
  setPriority(BEHIND_THE_PAGES);
  endWithParent();
  const say = (words: Said) => process.send?.(words);
  let leave = false;

  process.on('message', (message: unknown) => {
    if (message === LEAVE) leave = true;
    else {
      leave = false;
      void work(message as never);
    }
  });

  async function work(task: never): Promise<void> {
    let told = 0;
    const done = async (steps: number) => {
      // Between two steps whoever asked may say that they have moved on.
      await setImmediate();
      if (leave) throw new Left();
      if (Date.now() - told < BETWEEN_WORDS) return;
      told = Date.now();
      say({ say: 'progress', done: steps });
    };
    try {
      say({
        say: 'done',
        result: await workOut(task, { done, soFar: result => say({ say: 'so far', result }) }),
      });
    } catch (error) {
      if (error instanceof Left) return void say({ say: 'left' });
      if (error instanceof OutOfTime) return void say({ say: 'out of time', knew: error.message });
      // Anything but a refusal is a fault of ours: the process ends without a word, and the service says so.
      if (!(error instanceof ScenarioError || error instanceof RangeError)) throw error;
      say({ say: 'refused', why: error.message });
    }
  }
}

/** Reads a scenario out of the texts that came with a task. */
export function scenarioIn({ file, texts }: ScenarioTexts): Scenario {
  const byName = new Map(texts);
  return readScenario(file, name => {
    const text = byName.get(name);
    if (text === undefined) throw new RangeError(`There is no scenario file ${name}. Nothing was run.`);
    return text;
  });
}
