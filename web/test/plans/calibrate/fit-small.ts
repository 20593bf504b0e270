import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCalibrationDesk, type CalibrationDesk } from '../../../src/plans/calibrate/calibration-desk.ts';
import type { CalibrationQuestion } from '../../../src/plans/calibrate/question.ts';
import type { FoundCalibration } from '../../../src/plans/calibrate/task.ts';
import { calibrationFolder, scenarioFolder } from '../../services.ts';

/** Months of a made-up service that has a plan of its own. */
export const madeUpSeries = readFileSync(join(calibrationFolder, 'made-up-series.csv'), 'utf8');

/** The organisation of everybody whom a test signs in. */
export const ours = '00000000-0000-4000-8000-000000000001';

export const smallQuestion = (more: Partial<CalibrationQuestion> = {}): CalibrationQuestion => ({
  organisation: ours,
  scenario: 'small-service',
  lines: '',
  series: { name: 'made-up-series.csv', csv: madeUpSeries },
  heldBack: 12,
  ownRecord: false,
  ...more,
});

/** A desk in a folder of its own, whose fits are small. */
export function smallDesk(program?: URL): { readonly desk: CalibrationDesk; close(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-fits-'));
  const desk = openCalibrationDesk({
    folder,
    scenarios: [scenarioFolder, calibrationFolder],
    runs: 100,
    draws: 20,
    ...(program ? { program } : {}),
  });
  return {
    desk,
    close: async () => {
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Begins a calibration and waits for what comes of it. */
export async function fittedBy(
  desk: CalibrationDesk,
  question: CalibrationQuestion,
): Promise<{ readonly id: string; readonly found: FoundCalibration }> {
  const id = desk.begin(question, 'Ines Vale', 1_773_300_000_000);
  if (id === undefined) throw new Error('The line is full.');
  for (;;) {
    const standing = desk.standing(desk.find(question.organisation, id)!);
    if (standing.state === 'ready') return { id, found: standing.found };
    if (standing.state === 'stopped') throw new Error(standing.words);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
