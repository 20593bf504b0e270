import type { Href } from '../frame/path.ts';
import { mainFigures, type Opened } from './main-figures.ts';
import type { PlanAnswer } from './try/plan-answer.ts';

/** One number of the conclusion with the interval that the sentence has no room for, and where it opens. */
export interface ConclusionEnd {
  readonly of: string;
  readonly middle: string;
  readonly between: string | undefined;
  readonly opened: Href;
}

/** The people waiting under each plan, and what differs in detected reoffences: what the conclusion speaks of. */
export function conclusionEnds(answer: PlanAnswer, opened: Opened): readonly ConclusionEnd[] {
  const { scenarios, rows, differences } = mainFigures(answer, opened);
  const [waiting] = rows;
  const again = differences.at(-1)!;
  return [
    ...waiting.cells.flatMap((cell, i) =>
      cell ? [{ ...cell, of: `${waiting.title}: ${scenarios[i].name}` }] : [],
    ),
    ...again.cells.flatMap((cell, i) =>
      cell
        ? [{ ...cell, of: `${again.title}: ${scenarios[0].name}, compared with ${scenarios[i + 1].name}` }]
        : [],
    ),
  ].map(({ of, middle, between, opened: href }) => ({ of, middle, between, opened: href }));
}
