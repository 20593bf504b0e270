/** The room that one series takes at each place across a plot, in px from above. */
export interface Strip {
  readonly top: (x: number) => number;
  readonly middle: (x: number) => number;
  readonly bottom: (x: number) => number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Within {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const STEP = 4;
const CLEAR = 4;

/**
 * A place for the label of series `own`: over no band and no other label, nearer to its own line than to any other,
 * near the line and rather far along it. Undefined when there is none.
 */
export function freePlace(
  plot: Within,
  strips: readonly Strip[],
  own: number,
  size: { readonly width: number; readonly height: number },
  taken: readonly Box[],
): Box | undefined {
  const columns: { x: number; bands: { top: number; middle: number; bottom: number }[] }[] = [];
  for (let x = plot.left; x <= plot.right; x += STEP) {
    columns.push({
      x,
      bands: strips.map(({ top, middle, bottom }) => ({ top: top(x), middle: middle(x), bottom: bottom(x) })),
    });
  }
  let best: Box | undefined;
  let least = Infinity;
  for (let x = plot.left + CLEAR; x + size.width <= plot.right; x += STEP) {
    const over = columns.filter(column => column.x >= x - STEP && column.x <= x + size.width + STEP);
    for (let y = plot.top; y + size.height <= plot.bottom - CLEAR; y += STEP) {
      const box = { x, y, ...size };
      if (taken.some(other => overlap(box, other))) continue;
      if (
        over.some(({ bands }) =>
          bands.some(band => y < band.bottom + CLEAR && y + size.height > band.top - CLEAR),
        )
      ) {
        continue;
      }
      const distances = strips.map((_, index) =>
        Math.min(...over.map(({ bands }) => apart(box, bands[index].middle))),
      );
      if (distances.some((distance, index) => index !== own && distance <= distances[own])) continue;
      const cost = distances[own] + 0.12 * (plot.right - x - size.width);
      if (cost < least) [best, least] = [box, cost];
    }
  }
  return best;
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + CLEAR &&
    b.x < a.x + a.width + CLEAR &&
    a.y < b.y + b.height + CLEAR &&
    b.y < a.y + a.height + CLEAR
  );
}

function apart(box: Box, y: number): number {
  return Math.max(0, box.y - y, y - (box.y + box.height));
}
