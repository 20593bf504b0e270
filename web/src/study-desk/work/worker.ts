import { setPriority } from 'node:os';
import { StudyRefusal } from '@throughcare/evidence';
import { doTask } from './do-task.ts';
import { endWithParent } from '../../analysis/end-with-parent.ts';
import type { Said, Task } from './task.ts';

/** A process of its own that does one task and ends. Pages answer first: it takes what is left of the machine. */
const BEHIND_THE_PAGES = 10;

setPriority(BEHIND_THE_PAGES);
endWithParent();

const say = (said: Said) => process.send?.(said);

process.once('message', (task: Task) => {
  try {
    doTask(task, step => say({ say: 'step', step }));
    say({ say: 'done' });
  } catch (error) {
    // Anything but a refusal is a fault of ours: the process ends without a word, and the service says so.
    if (!(error instanceof StudyRefusal)) throw error;
    say({ say: 'refused', why: error.message });
  }
  process.disconnect?.();
});
