import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import type { PlacesText, StageText } from './stage-schema.ts';

/** Words that lead out or say how long, and so can be no stage's name. */
const words = ['leaves', 'goes unseen', 'instant', 'until the end'];

/** Names that are words of the language, which would be read as those. */
export function checkWords({ stages, risks }: ScenarioText): PlacedFault[] {
  const taken = (path: string[], kind: string): PlacedFault => ({
    path,
    what: `A ${kind} can't be called ${path[1]}, which is a word of scenario files.`,
    mend: 'Give it another name, here and where it is meant.',
  });
  return [
    ...Object.keys(stages)
      .filter(name => words.includes(name))
      .map(name => taken(['stages', name], 'stage')),
    ...Object.keys(risks ?? {})
      .filter(name => name === 'detectedReoffending')
      .map(name => taken(['risks', name], 'risk')),
  ];
}

/** Lines that do nothing where they stand. Whoever wrote them takes them to do something. */
export function checkIdle({ stages, resources }: ScenarioText): PlacedFault[] {
  return [
    ...Object.entries(stages).flatMap(([name, stage]) => [
      ...idleIn(name, stage),
      ...idleOpenings(['stages', name], stage.places),
    ]),
    ...Object.entries(resources ?? {}).flatMap(([name, { places }]) =>
      idleOpenings(['resources', name], places),
    ),
  ];
}

function idleIn(name: string, stage: StageText): PlacedFault[] {
  const { stay, places, needs, detectedReoffending, risks, atStart } = stage;
  const at = ['stages', name];
  const given = (keys: readonly (keyof StageText)[]): string[][] =>
    keys.filter(key => stage[key] !== undefined && stage[key] !== null).map(key => [key]);
  const idle = (ways: readonly string[][], why: string, mend: string): PlacedFault[] =>
    ways.map(way => ({
      path: [...at, ...way],
      what: `${way.join('.')} of stage ${name} does nothing: ${why}.`,
      mend: `${mend}, or remove it.`,
    }));
  if (stay === 'instant') {
    return idle(
      [
        ...given(['list', 'patience', 'priority', 'groups', 'detectedReoffending', 'risks']),
        ...(stage.cost?.perYearInside === undefined ? [] : [['cost', 'perYearInside']]),
      ],
      'the stage is instant, so nobody is ever there',
      'Give the stage a stay',
    );
  }
  const faults = [
    ...(stay === 'until the end'
      ? idle(given(['next', 'sets']), 'nobody comes to the end of that stay', 'Give the stage a length')
      : []),
    ...(atStart?.waited !== undefined && atStart.waiting === undefined
      ? idle([['atStart', 'waited']], 'nobody waits there at the start', 'Say how many under waiting')
      : []),
  ];
  if (places || Object.keys(needs ?? {}).length > 0) return faults;
  const waiting = [
    ...(detectedReoffending?.waiting === undefined ? [] : [['detectedReoffending', 'waiting']]),
    ...Object.entries(risks ?? {}).flatMap(([risk, ratios]) =>
      ratios.waiting === undefined ? [] : [['risks', risk, 'waiting']],
    ),
  ];
  return [
    ...faults,
    ...idle(
      [...given(['list', 'patience', 'priority']), ...waiting],
      'as many as come find room there, so nobody waits',
      'Give the stage places or needs',
    ),
  ];
}

function idleOpenings(path: string[], places: PlacesText | null | undefined): PlacedFault[] {
  return (['openings', 'closings'] as const).flatMap(way =>
    (places?.[way] ?? []).flatMap(({ every, times = 1 }, i): PlacedFault[] =>
      every !== undefined && times === 1
        ? [
            {
              path: [...path, 'places', way, i, 'every'],
              what: `every does nothing here: the ${way === 'openings' ? 'opening' : 'closing'} comes once.`,
              mend: 'Add times: 2 or more, or remove it.',
            },
          ]
        : [],
    ),
  );
}
