import type { Flow, FlowLink, FlowStage } from '@throughcare/planning';

/** A stage of the way from the beginning to the place, with who comes in beside the way and who leaves it. */
export interface TrunkStage {
  readonly stage: FlowStage;
  /** From stages that do not stand above it. */
  readonly joins: readonly FlowLink[];
  /** Between this one and the next, to stages that do not stand below it. */
  readonly asides: readonly FlowLink[];
}

/**
 * The way on which most people come from where they come in to the place. A stage that nobody stays in, and from which
 * one way leads on, is a name on the way and no gate of its own.
 */
export function trunkOf({ stages, links }: Flow, place: string): readonly TrunkStage[] {
  const named = new Map(stages.map(stage => [stage.stage, stage]));
  const way = widestWay(links, stages[0].stage, place);
  const parts = way.filter(
    (name, i) => i === 0 || name === place || stays(named.get(name)!) || waysFrom(links, name).length > 2,
  );
  const betweens = parts.map((name, i) => between(links, named, way, name, parts[i + 1]));
  return parts.map((name, i) => {
    const above = new Set([...(i > 0 ? [parts[i - 1]] : []), ...(betweens[i - 1] ?? [])]);
    const own = new Set([name, ...(betweens[i - 1] ?? [])]);
    const from = new Set([name, ...betweens[i]]);
    const on = new Set([...betweens[i], ...(i + 1 < parts.length ? [parts[i + 1]] : [])]);
    return {
      stage: named.get(name)!,
      joins: links.filter(({ from, to }) => own.has(to) && !above.has(from) && !own.has(from)),
      asides: i + 1 < parts.length ? links.filter(link => from.has(link.from) && !on.has(link.to)) : [],
    };
  });
}

const stays = ({ limited, inside, waiting }: FlowStage): boolean =>
  limited || inside.high > 0 || waiting.high > 0;

const waysFrom = (links: readonly FlowLink[], stage: string) => links.filter(({ from }) => from === stage);

/** Stages between two of the way at which nobody stays: those of the way, and those that lead round from it to it. */
function between(
  links: readonly FlowLink[],
  named: ReadonlyMap<string, FlowStage>,
  way: readonly string[],
  from: string,
  to: string | undefined,
): readonly string[] {
  if (to === undefined) return [];
  const own = way.slice(way.indexOf(from) + 1, way.indexOf(to));
  const begins = new Set([from, ...own]);
  const round = [...named.values()].filter(
    stage =>
      !begins.has(stage.stage) &&
      stage.stage !== to &&
      !stays(stage) &&
      links.some(link => begins.has(link.from) && link.to === stage.stage) &&
      links.some(link => link.from === stage.stage && (link.to === to || own.includes(link.to))),
  );
  return [...own, ...round.map(({ stage }) => stage)];
}

/** The way whose narrowest piece is widest; the two ends alone where none leads from one to the other. */
function widestWay(links: readonly FlowLink[], from: string, to: string): readonly string[] {
  const best = new Map([[from, { width: Infinity, way: [from] }]]);
  const open = [from];
  while (open.length > 0) {
    const name = open.shift()!;
    const { width, way } = best.get(name)!;
    for (const link of waysFrom(links, name)) {
      if (link.to === 'leaves' || way.includes(link.to)) continue;
      const found = Math.min(width, link.people.middle);
      if (found <= (best.get(link.to)?.width ?? 0)) continue;
      best.set(link.to, { width: found, way: [...way, link.to] });
      open.push(link.to);
    }
  }
  if (from === to) return [from];
  return best.get(to)?.way ?? [from, to];
}
