import { Document, YAMLMap } from 'yaml';
import { inWords } from '../scenario/parameter.ts';
import { periodStart } from '../scenario/data.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { drawsOf } from './calibrate.ts';
import type { Calibration } from './calibrate.ts';
import type { Fit } from './fit.ts';
import type { ObservedSeries } from './observed-series.ts';

/**
 * The text of a scenario file that extends the calibrated one and carries what was learned, with source and date. The
 * numbers that were learned together are drawn together, so that what goes with what is kept; the others stay as they
 * were assumed.
 *
 * @param parent how the new file names the one that it extends
 */
export function posteriorScenario(
  scenario: Scenario,
  series: ObservedSeries,
  calibration: Calibration,
  fit: Fit,
  parent: string,
): string {
  const last = periodStart(series.begins, series.every, series.periods - 1);
  const [from, to] = [series.begins, last].map(day => day.slice(0, series.every === 'year' ? 4 : 7));
  const learned = calibration.parameters.filter(each => each.learned);
  const parameters = Object.fromEntries(
    learned.map(({ parameter }) => {
      const { label, unit, note, source } = scenario.parameters[parameter];
      return [
        parameter,
        {
          label,
          drawn: {
            together: `calibrated ${series.file}`,
            values: drawsOf(scenario, parameter, fit).map(value => Number(value.toPrecision(6))),
          },
          unit,
          date: to,
          source: `Calibrated to ${series.file}, ${from} to ${to} (${calibration.runs} runs, seed ${calibration.seed})`,
          note: `Assumed before: ${inWords(scenario.parameters[parameter])}${source ? ` (${source})` : ''}.${note ? ` ${note}` : ''}`,
        },
      ];
    }),
  );
  const document = new Document({
    extends: parent,
    name: `${scenario.name}, calibrated`,
    summary: `${scenario.summary} Numbers calibrated to ${series.file}, ${from} to ${to}.`,
    ...(learned.length > 0 ? { parameters } : {}),
  });
  document.commentBefore = ` ${calibration.words}`;
  for (const { parameter } of learned) {
    const drawn: unknown = document.getIn(['parameters', parameter, 'drawn'], true);
    if (drawn instanceof YAMLMap) drawn.flow = true;
  }
  // Each list on a line of its own, however long: nobody reads the draws one by one.
  return document.toString({ lineWidth: 0 });
}
