import { refuseChanged, type Caseload } from './caseload.ts';
import { readRow } from './read-row.ts';
import type { RowOutcome } from './report.ts';

/** Reads every row once more, file by file and in its order, and tells what became of it. */
export async function tellAll(caseload: Caseload, tell: (outcome: RowOutcome) => void): Promise<void> {
  const { map, today, sheets, places, verdicts, usual } = caseload;
  for (const [index, sheet] of sheets.entries()) {
    let at = 0;
    for await (const rows of sheet.rows()) {
      for (const row of rows) {
        const place = places[index][at++];
        const read = readRow(sheet, row, map, today);
        const { outcome, said } = read.ok
          ? (verdicts.get(place) ?? usual)
          : ({ outcome: 'refused', said: read.faults } as const);
        tell({ file: sheet.file, line: row.line, reference: read.reference, outcome, said });
      }
    }
  }
  await refuseChanged(caseload);
}
