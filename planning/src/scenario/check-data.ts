import { boundariesOf } from './data.ts';
import { dataUses } from './parameter-use.ts';
import { nearest } from './scenario-error.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import { own } from './own.ts';

/** Rows of data that are not there, of the other kind, or that do not fit the plan's dates. */
export function checkData(scenario: ScenarioText): PlacedFault[] {
  const { begins, parameters } = scenario;
  const data = scenario.data ?? {};
  const faults = Object.entries(data).flatMap(([name, row]): PlacedFault[] => {
    const path = ['data', name];
    if (Object.hasOwn(parameters, name)) {
      return [{ path, what: `Data and a parameter are both called ${name}.`, mend: 'Rename one of them.' }];
    }
    if ('counts' in row) {
      return row.every !== 'week' && Number(row.begins.slice(8)) > 28
        ? [
            {
              path,
              what: `Data ${name} begins on ${row.begins}, a day that not every month has.`,
              mend: 'Begin it by the 28th.',
            },
          ]
        : [];
    }
    const { lengths, weights } = row;
    if (weights && weights.length !== lengths.length) {
      return [
        {
          path,
          what: `Data ${name} has ${lengths.length} lengths and ${weights.length} weights.`,
          mend: 'Give as many.',
        },
      ];
    }
    return weights?.every(weight => weight === 0)
      ? [{ path, what: `All weights of data ${name} are 0.`, mend: 'Give one of them more.' }]
      : [];
  });
  for (const { path, data: name, kind } of dataUses(scenario)) {
    const row = own(data, name);
    if (row === undefined) {
      const close = nearest(name, Object.keys(data));
      faults.push({
        path,
        what: `There is no data ${name}.`,
        mend: close ? `Did you mean ${close}?` : `Add it under data, with its ${kind}, date and source.`,
      });
    } else if (!(kind in row)) {
      faults.push({
        path,
        what: `Data ${name} holds ${'counts' in row ? 'counts' : 'lengths'}, and this place needs ${kind}.`,
        mend: 'Name other data.',
      });
    } else if ('counts' in row) {
      const boundaries = boundariesOf(row, begins);
      if (boundaries.slice(0, -1).includes(0)) continue;
      faults.push({
        path: ['data', name, 'begins'],
        what:
          boundaries[0] > 0
            ? `Data ${name} begins on ${row.begins}, after the plan (${begins}).`
            : boundaries.at(-1)! <= 0
              ? `Data ${name} ends before the plan begins (${begins}).`
              : `The plan begins on ${begins}, in the middle of a ${row.every} of data ${name}.`,
        mend: 'Let the plan begin with one of its periods.',
      });
    }
  }
  const season = scenario.arrivals.season;
  if (season && !begins.endsWith('-01')) {
    faults.push({
      path: ['arrivals', 'season'],
      what: `The plan has a season and begins on ${begins}.`,
      mend: 'Let it begin on the first of a month.',
    });
  }
  return faults;
}
