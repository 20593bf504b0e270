import type { Href } from '../frame/path.ts';
import { mainFigures, type Opened } from './main-figures.ts';
import type { PlanAnswer } from './try/plan-answer.ts';

/** One number that the conclusion speaks of, where it opens, and what the sentence does not say of it. */
export interface ConclusionEnd {
  readonly of: string;
  /** The interval, where the sentence has none: of what cannot be told yet, and of a third and fourth plan. */
  readonly between: string | undefined;
  readonly opened: Href;
}

/** The people waiting under each plan, and what differs in detected reoffences. */
export function conclusionEnds(answer: PlanAnswer, opened: Opened): readonly ConclusionEnd[] {
  const { scenarios, rows, differences } = mainFigures(answer, opened);
  const [waiting] = rows;
  const again = differences.at(-1)!;
  const several = answer.length > 1;
  const conclusions = answer.map(({ differences: all }) => all.at(-1)!.conclusion);
  return [
    ...waiting.cells.flatMap((cell, i) =>
      cell
        ? [
            {
              of: `${waiting.title}: ${scenarios[i].name}`,
              between: several && i > 1 ? `${cell.middle} (${cell.between})` : undefined,
              opened: cell.opened,
            },
          ]
        : [],
    ),
    ...again.cells.flatMap((cell, i) =>
      cell
        ? [
            {
              of: several ? `${again.title}, compared with ${scenarios[i + 1].name}` : again.title,
              between:
                conclusions[i] === 'cannot tell yet' || i > 0 ? (cell.between ?? undefined) : undefined,
              opened: cell.opened,
            },
          ]
        : [],
    ),
  ];
}
