import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { layoutOf } from '../layout.ts';
import { writeProgress, type StepProgress } from '../progress.ts';
import { writeWhole } from '../write-whole.ts';
import type { Step } from './step.ts';

/** One more whenever the same inputs should give another result: a newer version then works everything out anew. */
const RECIPE = 1;
/** Progress is written at most so often, in milliseconds. */
const EVERY = 400;

/**
 * Does the steps in their order and says in `progress.json` how far it is. A step whose inputs have not changed and
 * whose files are there is left as it is. A step that throws stops those that come after it and no others. Gives the
 * steps that did not come to their end.
 */
export function runSteps(
  folder: string,
  steps: readonly Step[],
  say: (words: string) => void,
): StepProgress[] {
  const list = steps.map(({ step, words }): StepProgress => ({
    step,
    words,
    state: 'waiting',
    done: 0,
    of: 0,
    why: '',
  }));
  let told = 0;
  const tell = () => {
    told = performance.now();
    writeProgress(folder, { format: 'throughcare progress 1', pid: process.pid, steps: list });
  };
  tell();
  steps.forEach((step, i) => {
    const now = (change: Partial<StepProgress>) => (list[i] = { ...list[i], ...change });
    const report = (done: number, of: number) => {
      now({ done, of });
      if (performance.now() - told > EVERY) tell();
    };
    try {
      const missing = list.find(one => one.state === 'stopped' && step.after.includes(one.step));
      if (missing) throw new Error(`It needs an earlier step that stopped: ${missing.words.toLowerCase()}.`);
      const inputs = hashOf(step.step, step.inputs());
      if (!isMade(folder, step, inputs)) {
        now({ state: 'now' });
        tell();
        const began = performance.now();
        step.work(report);
        remember(folder, step.step, inputs);
        say(`${step.words}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
      }
      now({ state: 'done' });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      now({ state: 'stopped', why });
      say(`${step.words}: stopped. ${why}`);
    }
    tell();
  });
  return list.filter(one => one.state === 'stopped');
}

function hashOf(step: string, inputs: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([RECIPE, step, inputs]))
    .digest('hex');
}

function isMade(folder: string, step: Step, inputs: string): boolean {
  return step.leaves.every(file => existsSync(file)) && madeIn(folder)[step.step] === inputs;
}

function madeIn(folder: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(layoutOf(folder).made, 'utf8')) as Record<string, string>;
  } catch {
    return {}; // Then everything is worked out again, which harms nothing.
  }
}

function remember(folder: string, step: string, inputs: string): void {
  writeWhole(layoutOf(folder).made, `${JSON.stringify({ ...madeIn(folder), [step]: inputs }, null, 1)}\n`);
}
