import type { Line } from './line.ts';
import type { PairList } from './pair-list.ts';

/** The `ratio` nearest of the other arm for each person, whoever else has them; of two equally near, the lower score. */
export function takeReplacing(
  { at, focal, starts }: Line,
  { ratio, width }: { ratio: number; width: number },
  pairs: PairList,
): void {
  for (let s = 0; s + 1 < starts.length; s++) {
    const [from, to] = [starts[s], starts[s + 1]];
    const others = new Int32Array(to - from);
    let count = 0;
    for (let place = from; place < to; place++) if (focal[place] === 0) others[count++] = place;
    // others[passed - 1] is the nearest below in line.
    let passed = 0;
    for (let place = from; place < to; place++) {
      if (focal[place] === 0) {
        passed++;
        continue;
      }
      let [below, above] = [passed - 1, passed];
      for (let k = 0; k < ratio && (below >= 0 || above < count); k++) {
        const farDown = below >= 0 ? at[place] - at[others[below]] : Number.POSITIVE_INFINITY;
        const farUp = above < count ? at[others[above]] - at[place] : Number.POSITIVE_INFINITY;
        if (Math.min(farDown, farUp) > width) break;
        pairs.add(place, others[farDown <= farUp ? below-- : above++]);
      }
    }
  }
}
