/** The two directions of a line; a node's neighbour to that side. */
type Side = 0 | 1;
const across = (side: Side): Side => (side === 0 ? 1 : 0);

/** A convex function of a whole number, at first 0 at 0 and infinite elsewhere. */
export interface SlopeList {
  /** Where it is least; one such place, if there are several. */
  minimum(): number;
  /** Adds `distance` times the absolute value. */
  addDistance(distance: number): void;
  /** f(x) becomes the least f(x - s), s from `least` to `most` (Infinity allowed) for side 1; f(x + s) for side 0. */
  move(side: Side, least: number, most: number): void;
}

/**
 * The function as the sorted list of its slopes from one whole number to the next, in runs. Adding a distance raises
 * all slopes right of 0 and lowers all left of it, which two numbers remember; a move shifts the list against 0 and
 * puts runs of slope 0 where slopes change sign. Both places are kept at hand, and each moves over few runs: a run
 * changes sign once each time it passes 0.
 *
 * @param steps how many moves there will be
 */
export function slopeList(steps: number): SlopeList {
  // A move adds one run and cuts one in two at most.
  const room = 2 + 2 * steps;
  const slope = new Float64Array(room);
  const length = new Float64Array(room);
  const beside = [new Int32Array(room), new Int32Array(room)] as const;
  // Node 0 ends the list on the left, node 1 on the right; both go on for ever.
  slope[0] = Number.NEGATIVE_INFINITY;
  slope[1] = Number.POSITIVE_INFINITY;
  length[0] = length[1] = Number.POSITIVE_INFINITY;
  beside[1][0] = 1;
  beside[0][1] = 0;
  let used = 2;
  /** What was added to all slopes left and right of 0 since they came there. */
  const added = [0, 0];
  /** The nodes left and right of 0, and left and right of the change of sign. */
  const nought: [number, number] = [0, 1];
  const turn: [number, number] = [0, 1];
  let least = 0;

  const link = (left: number, right: number): void => {
    beside[1][left] = right;
    beside[0][right] = left;
  };
  const linkTowards = (side: Side, near: number, far: number): void =>
    side === 1 ? link(near, far) : link(far, near);
  const node = (value: number, count: number): number => {
    slope[used] = value;
    length[used] = count;
    return used++;
  };

  /** Takes `count` slopes from one side of 0 to `side`. */
  function cross(side: Side, count: number): void {
    const other = across(side);
    const change = added[other] - added[side];
    for (let left = count; left > 0;) {
      const near = nought[other];
      if (length[near] <= left) {
        left -= length[near];
        slope[near] += change;
        nought[other] = beside[other][near];
        nought[side] = near;
        continue;
      }
      const part = node(slope[near] + change, left);
      length[near] -= left;
      linkTowards(side, part, nought[side]);
      linkTowards(side, near, part);
      if (turn[other] === near) turn[other] = part;
      nought[side] = part;
      left = 0;
    }
  }

  /** Puts `count` slopes of 0 at the change of sign, on its `side`. */
  function insertFlat(side: Side, count: number, beyond: boolean): void {
    const home = beyond ? across(side) : side;
    const flat = node(-added[home], count);
    linkTowards(side, flat, turn[side]);
    linkTowards(side, turn[across(side)], flat);
    if (least === 0) nought[side] = flat;
    turn[side] = flat;
  }

  /** Makes everything flat from the change of sign on towards `side`, for ever. */
  function flatten(side: Side, beyond: boolean): void {
    const end: number = side;
    const other = across(side);
    slope[end] = -added[side];
    const last = turn[other];
    if (beyond) {
      const flat = node(-added[other], Math.abs(least));
      linkTowards(side, last, flat);
      linkTowards(side, flat, end);
      turn[side] = nought[other] = flat;
      nought[side] = end;
      return;
    }
    linkTowards(side, last, end);
    turn[side] = end;
    if (least === 0) nought[side] = end;
  }

  return {
    minimum: () => least,
    addDistance(distance) {
      added[0] -= distance;
      added[1] += distance;
      while (least > 0 && slope[turn[0]] + added[1] > 0) {
        least -= length[turn[0]];
        turn[1] = turn[0];
        turn[0] = beside[0][turn[1]];
      }
      while (least < 0 && slope[turn[1]] + added[0] < 0) {
        least += length[turn[1]];
        turn[0] = turn[1];
        turn[1] = beside[1][turn[0]];
      }
    },
    move(side, few, many) {
      // Is 0 on the far side of the change of sign, so that what is stretched passes it?
      const beyond = side === 1 ? least < 0 : least > 0;
      const stretch = many - few;
      if (stretch === Number.POSITIVE_INFINITY) flatten(side, beyond);
      else if (stretch > 0) insertFlat(side, stretch, beyond);
      cross(side, few + (beyond && stretch < Number.POSITIVE_INFINITY ? stretch : 0));
      least += side === 1 ? few : -few;
    },
  };
}
