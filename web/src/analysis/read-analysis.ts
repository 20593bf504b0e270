import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyReport } from '@throughcare/evidence';
import type { PlanResult } from '@throughcare/planning';
import type { Finding } from './finding.ts';
import { layoutOf } from './layout.ts';
import type { LinkageQualityResult, LinkageResult } from './linkage-result.ts';
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

/** Reads what `workOut` leaves in `folder`. A file of another format counts as missing: it is worked out anew. */
export function readAnalysis(folder: string): Analysis {
  const layout = layoutOf(folder);
  const find = <Result extends { readonly format: string }>(
    step: string,
    file: string,
    format: Result['format'],
  ): Finding<Result> => {
    const result = readResult<Result>(file, format);
    return result ? { state: 'ready', result } : withoutResult(folder, step);
  };
  const named = <Found>(name: string, found: () => Finding<Found>): Finding<Found> =>
    NAME.test(name) ? found() : { state: 'missing' };
  return {
    study: name => named(name, () => find<StudyReport>(`study ${name}`, layout.study(name), 'throughcare-study-report/1')),
    plan: name => named(name, () => find<PlanResult>(`plan ${name}`, layout.plan(name), 'throughcare plan 1')),
    linkage: () => find<LinkageResult>('linkage', layout.linkage, 'throughcare linkage 1'),
    linkageQuality: () => find<LinkageQualityResult>('linkage-quality', layout.linkageQuality, 'throughcare linkage quality 1'),
    truth: () => readTruth(join(layout.truth, 'effects.json')),
  };
}

/** Our own process wrote it, whole; its format says whether it is the one that this version of the pages knows. */
function readResult<Result extends { readonly format: string }>(file: string, format: Result['format']): Result | undefined {
  if (!existsSync(file)) return undefined;
  const result = JSON.parse(readFileSync(file, 'utf8')) as Result;
  return result.format === format ? result : undefined;
}

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
