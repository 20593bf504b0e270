import { dimensionOf } from '../fill/measures.ts';
import { checkAttributes } from './check-attributes.ts';
import { checkData } from './check-data.ts';
import { checkDeterred } from './check-deterred.ts';
import { checkHazards } from './check-hazards.ts';
import { checkLoops } from './check-loops.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkIdle, checkWords } from './check-idle.ts';
import { checkPlaces } from './check-places.ts';
import { checkReach } from './check-reach.ts';
import { checkTerms } from './check-terms.ts';
import { boundsOf, canBeNothing, nameKey } from './parameter.ts';
import { parameterUses } from './parameter-use.ts';
import { nearest } from './scenario-error.ts';
import type { ScenarioText } from './scenario-schema.ts';
import { units, unitsOf } from './unit.ts';
import { own } from './own.ts';

/** A fault by its place in the scenario; the reader turns the path into file, line and column. */
export interface PlacedFault {
  readonly path: (string | number)[];
  readonly what: string;
  readonly mend: string;
}

/** Everything that a schema can't see: names that lead nowhere, units, shares, loops without time. */
export function checkScenario(scenario: ScenarioText): PlacedFault[] {
  return [
    ...checkYears(scenario),
    ...checkWords(scenario),
    ...checkIdle(scenario),
    ...checkParameters(scenario),
    ...checkUses(scenario),
    ...checkStages(scenario),
    ...checkShares(scenario),
    ...checkAttributes(scenario),
    ...checkTerms(scenario),
    ...checkData(scenario),
    ...checkDeterred(scenario),
    ...checkHazards(scenario),
    ...checkPlaces(scenario),
    ...checkReach(scenario),
    ...checkLoops(scenario),
    ...checkNumbers(scenario),
  ];
}

function checkYears({ years, drawnYear }: ScenarioText): PlacedFault[] {
  if (drawnYear <= years) return [];
  return [
    {
      path: ['drawnYear'],
      what: `The year that is drawn is ${drawnYear}, and the plan has ${years}.`,
      mend: `Write drawnYear: ${years}, or lower.`,
    },
  ];
}

function checkParameters({ parameters }: ScenarioText): PlacedFault[] {
  const faults: PlacedFault[] = [];
  const keys = new Map<number, string>();
  const together = new Map<string, number>();
  for (const [name, parameter] of Object.entries(parameters)) {
    const path = ['parameters', name];
    const kinds = (['value', 'uniform', 'triangular', 'lognormal', 'counted', 'drawn'] as const).filter(
      kind => parameter[kind] !== undefined,
    );
    const say = (what: string, mend: string): void => void faults.push({ path, what, mend });
    if (kinds.length !== 1) {
      say(
        `Parameter ${name} has ${kinds.length === 0 ? 'no number' : `two: ${kinds.join(' and ')}`}.`,
        'Give it exactly one of value, uniform, triangular, lognormal, counted or drawn.',
      );
    }
    const { uniform, triangular, counted, unit } = parameter;
    if (uniform && !(uniform[0] < uniform[1])) {
      say(`Parameter ${name} runs from ${uniform[0]} to ${uniform[1]}.`, 'Write the lower number first.');
    }
    if (
      triangular &&
      !(triangular[0] < triangular[2] && triangular[0] <= triangular[1] && triangular[1] <= triangular[2])
    ) {
      say(`Parameter ${name} is ${triangular.join(', ')}.`, 'Write lowest, most likely, highest, rising.');
    }
    if (counted && counted.yes > counted.of) {
      say(`Parameter ${name} counts ${counted.yes} of ${counted.of}.`, 'Yes can be no more than of.');
    }
    if (counted && unit !== 'in 100')
      say(`Parameter ${name} is counted, in ${unit}.`, 'Give it the unit in 100.');
    const [low, high] = boundsOf(parameter);
    const { dimension } = units[unit];
    if (kinds.length === 1 && dimension !== 'growth' && low < 0) {
      say(`Parameter ${name} can be ${low} ${unit}, below 0.`, 'Raise its lower end to 0 or more.');
    }
    if (dimension === 'share' && high > 100) {
      say(
        `Parameter ${name} can be ${high === Infinity ? 'any number' : high} in 100.`,
        'A share lies from 0 to 100: give it a value, uniform, triangular or counted within that.',
      );
    }
    if (parameter.extract && dimensionOf[parameter.extract] !== dimension) {
      say(
        `Parameter ${name} is in ${unit}, and ${parameter.extract} of an extract is ${unitsOf(dimensionOf[parameter.extract])}.`,
        'Change its unit, or leave extract out.',
      );
    }
    const { drawn } = parameter;
    if (drawn) {
      const length = together.get(drawn.together) ?? drawn.values.length;
      together.set(drawn.together, length);
      if (length !== drawn.values.length) {
        say(
          `Parameter ${name} has ${drawn.values.length} values, and others drawn together with it ${length}.`,
          'Give all that are drawn together as many, in the same order.',
        );
      }
    }
    const twin = keys.get(nameKey(name));
    if (twin !== undefined) {
      say(`Parameters ${name} and ${twin} would draw the same luck.`, 'Rename one of them.');
    }
    keys.set(nameKey(name), name);
  }
  return faults;
}

function checkUses(scenario: ScenarioText): PlacedFault[] {
  const { parameters } = scenario;
  return parameterUses(scenario).flatMap(({ path, parameter, dimension, aboveZero }): PlacedFault[] => {
    const named = own(parameters, parameter);
    if (named === undefined) {
      const close = nearest(parameter, Object.keys(parameters));
      return [
        {
          path,
          what: `There is no parameter ${parameter}.`,
          mend: close
            ? `Did you mean ${close}?`
            : `Add it under parameters, with its unit, date and source: a bare number has none.`,
        },
      ];
    }
    const given = units[named.unit].dimension;
    // A place holds one person, so a stage can begin full: its places are its people. A room holds a group.
    const fits =
      given === dimension || (given === 'places' && (dimension === 'people' || dimension === 'groups'));
    if (!fits) {
      return [
        {
          path,
          what: `Parameter ${parameter} is in ${named.unit}, and this place needs ${unitsOf(dimension)}.`,
          mend: 'Change its unit, or name another parameter.',
        },
      ];
    }
    if (!aboveZero || !canBeNothing(named)) return [];
    return [
      {
        path,
        what: `Parameter ${parameter} can be 0, and this place needs more.`,
        mend: 'Give it a number above 0; a length that never varies is { fixed: name }.',
      },
    ];
  });
}

function checkStages(scenario: ScenarioText): PlacedFault[] {
  const faults: PlacedFault[] = [];
  const names = Object.keys(scenario.stages);
  const mustBeStage = (path: (string | number)[], to: string | undefined, mayLeave = true): void => {
    if (to === undefined || names.includes(to) || (mayLeave && to === 'leaves')) return;
    const close = nearest(to, mayLeave ? [...names, 'leaves'] : names);
    faults.push({
      path,
      what: `There is no stage ${to}.`,
      mend: close
        ? `Did you mean ${close}?`
        : `The stages are ${names.join(', ')}${mayLeave ? '; or leaves' : ''}.`,
    });
  };
  mustBeStage(['arrivals', 'to'], scenario.arrivals.to, false);
  mustBeStage(['detectedReoffending', 'returnsTo'], scenario.detectedReoffending.returnsTo, false);
  const risks = Object.entries(scenario.risks ?? {});
  for (const [name, { to }] of risks) {
    if (to !== 'goes unseen') mustBeStage(['risks', name, 'to'], to);
  }
  for (const [name, stage] of Object.entries(scenario.stages)) {
    for (const other of Object.keys(stage.risks ?? {})) {
      if (own(scenario.risks, other) !== undefined) continue;
      const close = nearest(
        other,
        risks.map(([known]) => known),
      );
      faults.push({
        path: ['stages', name, 'risks', other],
        what: `There is no risk ${other}.`,
        mend: close ? `Did you mean ${close}?` : 'Describe it under risks: label, share, within and to.',
      });
    }
  }
  mustBeStage(['place'], scenario.place, false);
  for (const [name, stage] of Object.entries(scenario.stages)) {
    const at = ['stages', name];
    stage.next?.forEach((row, i) => {
      mustBeStage([...at, 'next', i, 'rest'], row.rest);
      for (const to of Object.keys(row.shares ?? {})) mustBeStage([...at, 'next', i, 'shares', to], to);
      if (i === 0 && row.when) {
        faults.push({
          path: [...at, 'next', i],
          what: `The first row of next is not for everybody.`,
          mend: 'Put a row without when: first; rows after it are exceptions.',
        });
      }
      if (i === 0 || row.when) return;
      const before = stage.next!.slice(0, i).findLast(earlier => !earlier.when)?.from ?? '';
      if (!(row.from && row.from > before)) {
        faults.push({
          path: [...at, 'next', i],
          what: `Row ${i + 1} of next begins ${row.from ?? 'on no date'}, not after the row before it.`,
          mend: 'Give every row for everybody after the first a later from date, or say when: it holds.',
        });
      }
    });
    mustBeStage([...at, 'patience', 'to'], stage.patience?.to);
    mustBeStage([...at, 'list', 'to'], stage.list?.to);
    if (stage.stay !== 'until the end' && !stage.next) {
      faults.push({
        path: at,
        what: `Stage ${name} ends and leads nowhere.`,
        mend: 'Add next: with rest: a stage or leaves.',
      });
    }
    if (typeof stage.stay === 'string' && stage.otherStays) {
      faults.push({
        path: [...at, 'otherStays'],
        what: `Stage ${name} has no length, so there can be no other.`,
        mend: 'Give its stay a length, or remove otherStays.',
      });
    }
    if (stage.stay === 'instant' && (stage.places || stage.atStart)) {
      faults.push({
        path: at,
        what: `Stage ${name} is instant, so nobody can wait or be found there.`,
        mend: 'Remove places and atStart, or give it a stay.',
      });
    }
  }
  return faults;
}

function checkShares(scenario: ScenarioText): PlacedFault[] {
  const strata = (scenario.arrivals.strata ?? []).map(({ share }) => own(scenario.parameters, share));
  const mostOfStrata = strata.reduce((sum, share) => sum + (share ? boundsOf(share)[1] : 0), 0);
  const ofStrata =
    mostOfStrata > 100
      ? [
          {
            path: ['arrivals', 'strata'],
            what: `The shares of strata can add up to ${mostOfStrata} in 100.`,
            mend: 'Lower their upper ends; what is left is the last row.',
          },
        ]
      : [];
  return Object.entries(scenario.stages)
    .flatMap(([name, stage]) =>
      (stage.next ?? []).flatMap((row, i) => {
        const shares = Object.values(row.shares ?? {}).map(share => own(scenario.parameters, share));
        const most = shares.reduce((sum, share) => sum + (share ? boundsOf(share)[1] : 0), 0);
        if (shares.length < 2 || most <= 100) return [];
        return {
          path: ['stages', name, 'next', i, 'shares'],
          what: `The shares of ${name} can add up to ${most} in 100.`,
          mend: 'Lower their upper ends, or fork twice; what is left goes to rest.',
        };
      }),
    )
    .concat(ofStrata);
}
