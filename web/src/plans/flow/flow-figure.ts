import { flow, type Chart, type FlowBranch, type FlowStage as DrawnStage } from '@throughcare/charts';
import type { Flow, FlowLink, FlowStage, PlanResult, ScenarioFace } from '@throughcare/planning';
import { people, peopleBetween, rounded, sayDays, yearWords } from '../numbers.ts';
import { lower, sayEntering, sayJoining, sayPassing, stagesAfter } from './stage-words.ts';
import { trunkOf, type TrunkStage } from './trunk.ts';

/** Both flows to one scale, so that their widths and queues can be held against each other. */
export function flowCharts(result: PlanResult): readonly Chart[] {
  const drawn = result.scenarios.map((face, i) => ({
    face,
    flow: result.flows[i],
    stages: stagesOf(face, result.flows[i]),
  }));
  const widest = Math.max(
    1,
    ...drawn.flatMap(one => one.stages.map(stage => Math.max(stage.people, stage.arriving ?? 0))),
  );
  return drawn.map(({ face, flow: own, stages }, i) =>
    flow({
      id: `flow-${i + 1}`,
      title: titleOf(face, own),
      description: stages.map(sayStage).join(', then '),
      stages,
      comparedWith: drawn.map(one => one.stages),
      widest,
      colouredFrom: trunkOf(own, face.place).length - 1,
      series: face.side === 'more custody' ? 'b' : 'a',
      width: 536,
    }),
  );
}

function sayStage({ people: passing, words, queue }: DrawnStage): string {
  const waits = queue ? `${people(queue.people)} waiting, ` : '';
  return `${waits}${people(passing)} ${words}`;
}

/** The whole way of most people in the drawn year: from where they come in to a place, out of it, and what was detected. */
function stagesOf(face: ScenarioFace, own: Flow): DrawnStage[] {
  const named = new Map(own.stages.map(stage => [stage.stage, stage]));
  const labelOf = (name: string) => named.get(name)?.label ?? name;
  const trunk = trunkOf(own, face.place);
  const onward = own.links
    .filter(({ from, to }) => from === face.place && named.get(to)?.limited === false)
    .filter(({ to }) => !trunk.some(({ stage }) => stage.stage === to))
    .sort((a, b) => b.people.middle - a.people.middle);
  const [main] = onward;
  const others = own.links.filter(({ from, to }) => from === face.place && to !== main?.to);
  const gates = trunk.map((one, i) => {
    const isPlace = one.stage.stage === face.place;
    return gateOf(one, isPlace ? others : one.asides, labelOf, i === 0 ? own.year : undefined);
  });
  return main ? [...gates, ...afterwards(main, named)] : gates;
}

/** One stage of the way: who waits before it, who gets in, who is there, and who goes another way. */
function gateOf(
  { stage, joins }: TrunkStage,
  asides: readonly FlowLink[],
  labelOf: (name: string) => string,
  year: number | undefined,
): DrawnStage {
  const { label, began, came, inside, waiting, orderEndedFirst } = stage;
  const branches = ways(asides, ({ to }) => (to === 'leaves' ? 'leave the flow' : sayPassing(labelOf(to))));
  const from = ways(joins, link => sayJoining(labelOf(link.from)));
  return {
    words: sayEntering(label),
    note: [...(year === undefined ? [] : [`in ${yearWords(year)}`]), peopleBetween(began)].join(': '),
    people: rounded(began.middle),
    // Where more come than begin, that is how the queue grows.
    arriving: rounded(came.middle),
    ...(branches.length > 0 ? { branches } : {}),
    ...(from.length > 0 ? { joins: from } : {}),
    ...(waiting.high >= 1 ? { queue: queueOf(stage) } : {}),
    ...(inside.middle >= 1
      ? {
          inside: {
            people: rounded(inside.middle),
            note: `${peopleBetween(inside)}, at the end of the year`,
          },
        }
      : {}),
    ...(orderEndedFirst.middle >= 1
      ? {
          leaves: {
            people: rounded(orderEndedFirst.middle),
            words: 'orders end before there is a place',
            note: peopleBetween(orderEndedFirst),
          },
        }
      : {}),
  };
}

/** Out of the place, and who of them was detected again. */
function afterwards(main: FlowLink, named: ReadonlyMap<string, FlowStage>): DrawnStage[] {
  const out = named.get(main.to)!;
  const after = stagesAfter(main.to).flatMap(stage => named.get(stage) ?? []);
  return [
    { words: sayPassing(out.label), note: peopleBetween(main.people), people: rounded(main.people.middle) },
    {
      words: 'detected again in the year',
      note: `of all who ever passed the gate above (${detectedOf(after)})`,
      people: rounded(after.reduce((sum, stage) => sum + stage.detectedReoffences.middle, 0)),
    },
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

function queueOf({ waiting, waitingAYearBefore, meanWait, detectedReoffences }: FlowStage) {
  const more = waiting.middle - waitingAYearBefore.middle;
  const grown =
    Math.abs(more) < 1
      ? 'as many as a year ago'
      : `${people(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} than a year ago`;
  const said = [
    peopleBetween(waiting),
    meanWait.middle !== null &&
      (meanWait.middle < 1 ? 'hardly any wait' : `a mean wait of ${sayDays(meanWait.middle)}`),
    grown,
    detectedReoffences.middle >= 1 &&
      `${people(detectedReoffences.middle)} detected again while waiting or there`,
  ].filter(one => typeof one === 'string');
  const note = said.map(one => `${one[0].toUpperCase()}${one.slice(1)}`).join('. ');
  return { people: rounded(waiting.middle), note };
}

/** Those who go another way or come in from one, the most first, drawn beside the others and said. */
function ways(links: readonly FlowLink[], say: (link: FlowLink) => string): FlowBranch[] {
  return links
    .filter(({ people: { middle } }) => middle >= 1)
    .sort((a, b) => b.people.middle - a.people.middle)
    .map(link => ({
      people: rounded(link.people.middle),
      words: say(link),
      note: peopleBetween(link.people),
    }));
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
