import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyReport } from '@throughcare/evidence';
import type { PlanResult } from '@throughcare/planning';
import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { layoutOf } from './layout.ts';
import {
  linkageQualitySchema,
  linkageResultSchema,
  type LinkageQualityResult,
  type LinkageResult,
} from './linkage-result.ts';
import { isRunning, readProgress } from './progress.ts';
import { readTruth, type TrueEffects } from './truth.ts';

/** Results as the pages read them: worked out elsewhere, read anew at every request. */
export interface Analysis {
  study(name: string): Finding<StudyReport>;
  plan(name: string): Finding<PlanResult>;
  linkage(): Finding<LinkageResult>;
  linkageQuality(): Finding<LinkageQualityResult>;
  /** What only a made-up world can know; undefined where there is none. */
  truth(): TrueEffects | undefined;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Turns what stands in a file into a result; undefined when it is not what these pages know. */
type Read<Result> = (json: unknown) => Result | undefined;

/** A library's own result: our own process wrote it, whole, and its format says which shape it has. */
const ofFormat =
  <Result extends { readonly format: string }>(format: Result['format']): Read<Result> =>
  json =>
    isRecord(json) && json['format'] === format ? (json as unknown as Result) : undefined;

const ofSchema =
  <Result>(schema: z.ZodType<Result>): Read<Result> =>
  json =>
    schema.safeParse(json).data;

const readStudy = ofFormat<StudyReport>('throughcare-study-report/2');
const readPlan = ofFormat<PlanResult>('throughcare plan 3');
const readLinkage = ofSchema(linkageResultSchema);
const readQuality = ofSchema(linkageQualitySchema);

/** Reads what `workOut` leaves in `folder`. A file that these pages don't know counts as missing. */
export function readAnalysis(folder: string): Analysis {
  const layout = layoutOf(folder);
  const find = <Result>(step: string, file: string, read: Read<Result>): Finding<Result> => {
    const result = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
    return result === undefined ? withoutResult(folder, step) : { state: 'ready', result };
  };
  const named = <Found>(name: string, found: () => Finding<Found>): Finding<Found> =>
    NAME.test(name) ? found() : { state: 'missing' };
  return {
    study: name => named(name, () => find(`study ${name}`, layout.study(name), readStudy)),
    plan: name => named(name, () => find(`plan ${name}`, layout.plan(name), readPlan)),
    linkage: () => find('linkage', layout.linkage, readLinkage),
    linkageQuality: () => find('linkage-quality', layout.linkageQuality, readQuality),
    truth: () => readTruth(join(layout.truth, 'effects.json')),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function withoutResult<Result>(folder: string, step: string): Finding<Result> {
  const progress = readProgress(folder);
  const own = progress?.steps.find(one => one.step === step);
  if (!progress || !own || own.state === 'done') return { state: 'missing' };
  if (own.state === 'stopped') return { state: 'stopped', words: own.why };
  if (isRunning(progress)) return { state: 'working', steps: progress.steps };
  return { state: 'stopped', words: 'It was cut off before it was done.' };
}

/** For a service without results, and for tests of other pages. */
export const noAnalysis: Analysis = {
  study: () => ({ state: 'missing' }),
  plan: () => ({ state: 'missing' }),
  linkage: () => ({ state: 'missing' }),
  linkageQuality: () => ({ state: 'missing' }),
  truth: () => undefined,
};
