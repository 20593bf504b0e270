import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from './write-whole.ts';

/** How far one step of the working out is. `of` is 0 while nobody can say how much there is to do. */
const stepSchema = z.object({
  step: z.string(),
  words: z.string(),
  state: z.enum(['waiting', 'now', 'done', 'stopped']),
  done: z.int().nonnegative(),
  of: z.int().nonnegative(),
  /** Why it stopped, in words for a page; empty otherwise. */
  why: z.string(),
});

const progressSchema = z.object({
  format: z.literal('throughcare progress 1'),
  /** The process that works, so that a page can tell work under way from work that was cut off. */
  pid: z.int().positive(),
  steps: z.array(stepSchema).min(1),
});

export type StepProgress = z.infer<typeof stepSchema>;
export type Progress = z.infer<typeof progressSchema>;

const fileIn = (folder: string) => join(folder, 'progress.json');

/** What `progress.json` in `folder` says; undefined when it is not there or is no such file. */
export function readProgress(folder: string): Progress | undefined {
  try {
    return progressSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

export function writeProgress(folder: string, progress: Progress): void {
  writeWhole(fileIn(folder), `${JSON.stringify(progress)}\n`);
}

/** True while the process that wrote the progress still runs on this machine. */
export function isRunning({ pid }: Progress): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
