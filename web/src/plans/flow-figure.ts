import { flow, type Chart, type FlowStage as DrawnStage } from '@throughcare/charts';
import type { Flow, FlowStage, PlanResult, ScenarioFace } from '@throughcare/planning';
import { people, peopleBetween, rounded, sayDays, yearWords } from './numbers.ts';
import { lower, sayEntering, sayPassing, stagesAfter } from './stage-words.ts';

/** Both flows to one scale, so that their widths and queues can be held against each other. */
export function flowCharts(result: PlanResult): readonly Chart[] {
  const drawn = result.scenarios.map((face, i) => ({
    face,
    flow: result.flows[i],
    stages: stagesOf(face, result.flows[i]),
  }));
  const widest = Math.max(1, ...drawn.flatMap(one => one.stages.map(stage => stage.people)));
  return drawn.map(({ face, flow: own, stages }, i) =>
    flow({
      id: `flow-${i + 1}`,
      title: titleOf(face, own),
      description: stages.map(stage => `${people(stage.people)} ${stage.words}`).join(', then '),
      stages,
      comparedWith: drawn.map(one => one.stages),
      widest,
      series: face.side === 'more custody' ? 'b' : 'a',
      width: 536,
    }),
  );
}

/** The way of most people in the drawn year: sentenced, a place, out of it, and what was detected. */
function stagesOf(face: ScenarioFace, own: Flow): DrawnStage[] {
  const named = new Map(own.stages.map(stage => [stage.stage, stage]));
  const place = named.get(face.place)!;
  const onward = own.links
    .filter(
      link =>
        link.from === face.place && named.get(link.to)?.limited === false && link.to !== own.stages[0].stage,
    )
    .sort((a, b) => b.people.middle - a.people.middle);
  const [main, ...others] = onward;
  const out = main && named.get(main.to)!;
  const after = main ? stagesAfter(main.to).flatMap(stage => named.get(stage) ?? []) : [];
  return [
    sentenced(own, face, named),
    {
      words: sayEntering(place.stage, place.label),
      note: place.note ?? '',
      people: rounded(place.began.middle),
      // Where more come than begin, that is how the queue grows.
      arriving: rounded(place.came.middle),
      branches: waysAside(
        others.map(link => [link.people.middle, sayPassing(link.to, named.get(link.to)!.label)]),
      ),
      ...(place.waiting.middle >= 1 ? { queue: queueOf(place) } : {}),
      ...(place.orderEndedFirst.middle >= 1
        ? {
            leaves: {
              people: rounded(place.orderEndedFirst.middle),
              words: 'orders end before there is a place',
            },
          }
        : {}),
    },
    ...(main && out
      ? [
          {
            words: sayPassing(main.to, out.label),
            note: '',
            people: rounded(main.people.middle),
          },
          {
            words: 'detected again in the year',
            note: `of everybody who ${main.to === 'released' ? 'was released' : 'ever finished'} (${detectedOf(after)})`,
            people: rounded(after.reduce((sum, stage) => sum + stage.detectedReoffences.middle, 0)),
          },
        ]
      : []),
  ];
}

/** Each stage with its own interval: the interval of a sum is not the sum of intervals. */
function detectedOf(stages: readonly FlowStage[]): string {
  const [only, ...more] = stages;
  if (more.length === 0) return peopleBetween(only.detectedReoffences);
  return stages
    .map(({ label, detectedReoffences }) => `${lower(label)} ${peopleBetween(detectedReoffences)}`)
    .join(', ');
}

/** Where people come from, and who of them goes another way. */
function sentenced(own: Flow, face: ScenarioFace, named: ReadonlyMap<string, FlowStage>): DrawnStage {
  const court = named.get('disposal') ?? own.stages[0];
  const aside = own.links
    .filter(link => link.from === court.stage && link.to !== face.place && link.to !== 'leaves')
    .filter(link => !own.links.some(next => next.from === link.to && next.to === face.place))
    .map(link => [link.people.middle, sayPassing(link.to, named.get(link.to)!.label)] as const);
  return {
    words: lower(court.label),
    note: `in ${yearWords(own.year)}`,
    people: rounded(court.came.middle),
    branches: waysAside(aside),
  };
}

function queueOf({ waiting, waitingAYearBefore, meanWait, detectedReoffences }: FlowStage) {
  const more = waiting.middle - waitingAYearBefore.middle;
  const grown =
    Math.abs(more) < 1
      ? 'as many as a year ago'
      : `${people(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} than a year ago`;
  const said = [
    meanWait.middle !== null && `a mean wait of ${sayDays(meanWait.middle)}`,
    grown,
    detectedReoffences.middle >= 1 &&
      `${people(detectedReoffences.middle)} detected again while waiting or there`,
  ].filter(one => typeof one === 'string');
  const note = said.map(one => `${one[0].toUpperCase()}${one.slice(1)}`).join('. ');
  return { people: rounded(waiting.middle), note };
}

/** Those who go another way, drawn beside the others and said. */
function waysAside(list: readonly (readonly [number, string])[]) {
  return list.filter(([many]) => many >= 1).map(([many, words]) => ({ people: rounded(many), words }));
}

/** What is seen: a queue, or none. */
function titleOf(face: ScenarioFace, own: Flow): string {
  const place = own.stages.find(stage => stage.stage === face.place)!;
  const waiting = place.waiting.middle;
  const missed = place.orderEndedFirst.middle;
  const queue =
    waiting < 1
      ? 'nobody waits'
      : waiting > place.began.middle
        ? 'more wait than get a place in a year'
        : `${people(waiting)} wait`;
  return `${face.name}: ${queue}${missed >= 1 ? `, and ${people(missed)} miss it` : ''}`;
}
