import { daysBetween } from './day.ts';
import { boundsOf } from './parameter.ts';
import { daysAYear, units } from './unit.ts';
import { nearest } from './scenario-error.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import type { PlacesText } from './stage-schema.ts';
import { own } from './own.ts';

type Change = NonNullable<PlacesText['closings']>[number];

/** Places that never come, and shared resources that are not there or never enough. */
export function checkPlaces(scenario: ScenarioText): PlacedFault[] {
  const { parameters, stages } = scenario;
  const resources = scenario.resources ?? {};
  const faults: PlacedFault[] = [];
  const bound = (name: string, end: 0 | 1): number => {
    const parameter = own(parameters, name);
    // A name that is not there is told elsewhere.
    return parameter === undefined ? Number.NaN : boundsOf(parameter)[end];
  };
  const end = scenario.years * daysAYear;
  /** Whether it can come before the plan ends; a shorter plan may well have openings that do not. */
  const canCome = ({ on, after }: Change): boolean => {
    if (on !== undefined) return daysBetween(scenario.begins, on) <= end;
    const parameter = own(parameters, after);
    return parameter === undefined || boundsOf(parameter)[0] * units[parameter.unit].size <= end;
  };
  /** As many as there can be by the end; growth from something has none. */
  const most = ({ start, growth, openings = [] }: PlacesText): number =>
    growth && bound(start, 1) > 0 && bound(growth, 1) > 0
      ? Infinity
      : openings
          .filter(canCome)
          .reduce((sum, opening) => sum + (opening.times ?? 1) * bound(opening.places, 1), bound(start, 1));

  /** More places that close than there can be by then. */
  const closesTooMany = (path: string[], name: string, places: PlacesText): PlacedFault[] => {
    const fewest = (places.closings ?? [])
      .filter(canCome)
      .reduce((sum, closing) => sum + bound(closing.places, 0), 0);
    if (!(fewest > most(places))) return [];
    return [
      {
        path: [...path, 'closings'],
        what: `The closings of ${name} take ${fewest} away, and there are never more than ${most(places)}.`,
        mend: 'Lower them, or raise its start.',
      },
    ];
  };

  for (const [name, { places, stay, needs, groups, list, patience }] of Object.entries(stages)) {
    const path = ['stages', name];
    faults.push(...undated([...path, 'places'], places));
    if (groups && list && Math.round(bound(list.most, 0)) < Math.round(bound(groups.atLeast, 1))) {
      faults.push({
        path: [...path, 'list', 'most'],
        what: `The list of ${name} can hold ${bound(list.most, 0)}, and a group can need ${bound(groups.atLeast, 1)} to begin, so none would.`,
        mend: 'Raise most, or lower atLeast.',
      });
    }
    if (places && most(places) < 0.5) {
      faults.push({
        path: [...path, 'places'],
        what: `Stage ${name} never has a place, so whoever comes ${patience ? 'waits until their patience ends' : 'waits for ever'}.`,
        mend: 'Raise its start, let openings come before the plan ends, or leave places out for as many as come.',
      });
    }
    if (places) faults.push(...closesTooMany([...path, 'places'], name, places));
    if (groups && !places && stay !== 'instant') {
      faults.push({
        path: [...path, 'groups'],
        what: `Stage ${name} has groups and no rooms.`,
        mend: 'Say under places how many groups there can be at once.',
      });
    }
    if (groups && bound(groups.atLeast, 1) > bound(groups.atMost, 0)) {
      faults.push({
        path: [...path, 'groups'],
        what: `A group of ${name} can need ${bound(groups.atLeast, 1)} to begin and hold ${bound(groups.atMost, 0)}.`,
        mend: 'Lower atLeast, or raise atMost.',
      });
    }
    for (const [resource, much] of Object.entries(needs ?? {})) {
      const known = own(resources, resource);
      if (known === undefined) {
        const close = nearest(resource, Object.keys(resources));
        faults.push({
          path: [...path, 'needs', resource],
          what: `There is no resource ${resource}.`,
          mend: close ? `Did you mean ${close}?` : 'Describe it under resources: label and places.',
        });
      } else if (bound(much, 0) > most(known.places)) {
        faults.push({
          path: [...path, 'needs', resource],
          what: `Stage ${name} needs ${bound(much, 0)} of ${resource}, and there are never more than ${most(known.places)}.`,
          mend: 'Lower what it needs, or add to the resource.',
        });
      }
    }
    if (needs && stay === 'instant') {
      faults.push({
        path: [...path, 'needs'],
        what: `Stage ${name} is instant, so it holds nothing.`,
        mend: 'Remove needs, or give it a stay.',
      });
    }
  }
  for (const [name, { places }] of Object.entries(resources)) {
    faults.push(...undated(['resources', name, 'places'], places));
    faults.push(...closesTooMany(['resources', name, 'places'], name, places));
    if (!Object.values(stages).some(({ needs }) => own(needs, name) !== undefined)) {
      faults.push({
        path: ['resources', name],
        what: `No stage needs resource ${name}.`,
        mend: 'Name it under needs: of a stage, or remove it.',
      });
    }
  }
  return faults;
}

/** Openings and closings that fall on no day, or on two. */
function undated(path: string[], places: PlacesText | null | undefined): PlacedFault[] {
  return (['openings', 'closings'] as const).flatMap(way =>
    (places?.[way] ?? []).flatMap(({ on, after }, i): PlacedFault[] =>
      (on === undefined) === (after === undefined)
        ? [
            {
              path: [...path, way, i],
              what:
                on === undefined
                  ? 'Nothing says when these places change.'
                  : 'These places change on a day and after a time.',
              mend: 'Give exactly one of on: a day, such as 2028-04-01, or after: a time from the beginning of the plan.',
            },
          ]
        : [],
    ),
  );
}
