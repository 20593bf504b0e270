import { stageOrder } from '../scenario/compile.ts';
import { parametersOfDeterred, whatTheyWouldHave, whomItDeters } from './deterred.ts';
import { estimate, figureOf, howOf } from './estimate.ts';
import type { Outcome, StageOutcome } from './outcome.ts';
import type { Estimate, Figure, Flow, FlowLink, FlowStage, Provenance } from './plan-result.ts';
import { parametersBefore } from '../scenario/provenance.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** What each figure of a stage means, in words that open it. */
export const meanings: Record<keyof StageOutcome, string> = {
  came: 'people who came to this stage in the year',
  began: 'people who got a place in the year',
  completed: 'people who stayed to the end of their time here, in the year',
  orderEndedFirst: 'people whose order ended in the year before they had a place',
  detectedReoffences: 'people detected in a new offence in the year while here',
  waiting: 'people waiting at the end of the year',
  waitingAYearBefore: 'people waiting at the end of the year before',
  inside: 'people here, not waiting, at the end of the year',
  meanWait: 'mean days waited by those who got a place in the year',
  ninthDecileWait: 'days that 9 in 10 of those who got a place in the year waited at most',
};

/** The drawn year of one scenario as widths and queues; writes where each number came from. */
export function flowOf(
  scenario: Scenario,
  index: number,
  outcomes: readonly Outcome[],
  provenance: Record<string, Provenance>,
): Flow {
  const order = stageOrder(scenario);
  const how = howOf(outcomes.length, ` of year ${scenario.drawnYear}`);
  const open = (id: string, what: string, parameters: string[], values: number[]): Estimate => {
    provenance[id] = { what, how, parameters };
    return estimate(id, values);
  };
  const stages = order.map((name, at): FlowStage => {
    const { label, note, places } = scenario.stages[name];
    const parameters = parametersBefore(scenario, name);
    const one = (key: keyof StageOutcome): Estimate =>
      open(
        `${index}.${name}.${key}`,
        `${label}: ${meanings[key]}.`,
        parameters,
        outcomes.map(outcome => outcome.stages[at][key]),
      );
    const ifAny = (key: 'meanWait' | 'ninthDecileWait'): Figure => {
      const id = `${index}.${name}.${key}`;
      const held = outcomes.map(outcome => outcome.stages[at][key]).filter(value => !Number.isNaN(value));
      const why = whoBegan(held.length, outcomes.length);
      provenance[id] = {
        what: `${label}: ${meanings[key]}.`,
        how: [howOf(held.length, ` of year ${scenario.drawnYear}`), ...why].join(' '),
        parameters,
      };
      return figureOf(estimate(id, held), why);
    };
    return {
      stage: name,
      label,
      note: note ?? null,
      limited: Boolean(places),
      came: one('came'),
      began: one('began'),
      completed: one('completed'),
      orderEndedFirst: one('orderEndedFirst'),
      detectedReoffences: one('detectedReoffences'),
      waiting: one('waiting'),
      waitingAYearBefore: one('waitingAYearBefore'),
      inside: one('inside'),
      meanWait: ifAny('meanWait'),
      ninthDecileWait: ifAny('ninthDecileWait'),
    };
  });
  const links = order.flatMap((from, i) =>
    ['leaves', ...order].flatMap((to, j): FlowLink[] => {
      const moved = outcomes.map(outcome => outcome.moved[i][j]);
      if (moved.every(count => count === 0)) return [];
      const what = `People who moved in the year from "${from}" to "${to}".`;
      return [
        {
          from,
          to,
          people: open(`${index}.${from}.to.${to}`, what, parametersBefore(scenario, from), moved),
        },
      ];
    }),
  );
  return {
    scenario: scenario.name,
    year: scenario.drawnYear,
    arrested: open(
      `${index}.arrested`,
      'Arrests in the year, those of people detected reoffending among them.',
      parametersBefore(scenario, scenario.detectedReoffending.returnsTo),
      outcomes.map(outcome => outcome.arrested),
    ),
    deterred: open(
      `${index}.deterred`,
      `People who would have ${whatTheyWouldHave(whomItDeters(scenario))} in the year and were deterred.`,
      parametersOfDeterred(scenario),
      outcomes.map(outcome => outcome.deterred),
    ),
    stages,
    links,
  };
}

/** In how many runs somebody began, so that there is a wait to tell. */
function whoBegan(held: number, runs: number): string[] {
  if (held === runs) return [];
  if (held === 0) return [`Nobody got a place here in the year in any of ${runs} runs: there is no wait.`];
  return [
    `Nobody got a place here in the year in ${runs - held} of ${runs} runs; the figure is over the other ${held}.`,
  ];
}
