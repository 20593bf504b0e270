/** Something that wants a height: it gets the nearest one that leaves room for the others. */
export interface Wanting {
  readonly at: number;
  readonly height: number;
}

/**
 * Heights for labels that would overlap: in order, pushed apart as little as their sum of distances asks, and kept
 * between `top` and `bottom`. Gives the middle of each, in the order that came.
 */
export function spread(labels: readonly Wanting[], top: number, bottom: number): number[] {
  const order = labels
    .map((label, index) => ({ ...label, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  interface Block {
    readonly members: (typeof order)[number][];
    height: number;
    middle: number;
  }
  const blocks: Block[] = [];
  for (const label of order) {
    blocks.push({ members: [label], height: label.height, middle: label.at });
    while (blocks.length > 1) {
      const [upper, lower] = blocks.slice(-2) as [Block, Block];
      if (upper.middle + upper.height / 2 <= lower.middle - lower.height / 2) break;
      const count = upper.members.length + lower.members.length;
      const middle = (upper.middle * upper.members.length + lower.middle * lower.members.length) / count;
      blocks.splice(-2, 2, {
        members: [...upper.members, ...lower.members],
        height: upper.height + lower.height,
        middle,
      });
    }
  }
  const middles = Array.from({ length: labels.length }, () => 0);
  let free = Number.NEGATIVE_INFINITY; // where the labels above end: a block kept inside the top may reach further down
  for (const block of blocks) {
    const half = block.height / 2;
    let y = Math.max(
      free,
      Math.min(Math.max(block.middle, top + half), Math.max(top + half, bottom - half)) - half,
    );
    for (const member of block.members) {
      middles[member.index] = y + member.height / 2;
      y += member.height;
    }
    free = y;
  }
  return middles;
}

/** Breaks words into lines of at most `letters`; a word longer than a line keeps a line of its own. */
export function breakLines(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
