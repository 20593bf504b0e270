/** A share with its 95% interval (Wilson 1927). */
export interface Share {
  readonly of: number;
  readonly count: number;
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

const Z = 1.959963984540054;

/** Wilson's interval; with nothing to count the share is NaN and the interval everything. */
export function share(count: number, of: number): Share {
  if (of === 0) return { of, count, share: Number.NaN, lower: 0, upper: 1 };
  const p = count / of;
  const centre = p + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  const lower = count === 0 ? 0 : (centre - spread) / scale;
  const upper = count === of ? 1 : (centre + spread) / scale;
  return { of, count, share: p, lower, upper };
}

/** What is true of a left record: whom it is about, or nobody of the right; and the groups it is counted in. */
export interface TrueLink {
  readonly left: string;
  readonly person: string | null;
  readonly groups: Readonly<Record<string, string>>;
}

export interface LinkQuality {
  /** Of the links made for records whose truth is known, how many are right. */
  readonly precision: Share;
  /** Of the records that have somebody to be found, how many were found. */
  readonly recall: Share;
  /** Of the records that have nobody, how many were linked to somebody all the same. */
  readonly falselyLinked: Share;
  /** Recall by the value of each group, such as the origin of a name or the basis. */
  readonly recallBy: Readonly<Record<string, Readonly<Record<string, Share>>>>;
}

/** Holds links against the truth, which only made-up or clerically reviewed data has. */
export function linkQuality(
  links: readonly { readonly left: string; readonly person: string }[],
  truth: readonly TrueLink[],
): LinkQuality {
  const linked = new Map(links.map(one => [one.left, one.person]));
  const findable = truth.filter(one => one.person !== null);
  const nobody = truth.filter(one => one.person === null);
  const isRight = (one: TrueLink) => linked.get(one.left) === one.person;
  const known = new Set(truth.map(one => one.left));
  const judged = links.filter(one => known.has(one.left)).length;
  const right = findable.filter(isRight).length;
  const groupNames = [...new Set(truth.flatMap(one => Object.keys(one.groups)))].sort();
  const recallBy = groupNames.map(name => {
    const values = [...new Set(findable.map(one => one.groups[name]))].sort();
    const shares = values.map(value => {
      const members = findable.filter(one => one.groups[name] === value);
      return [value, share(members.filter(isRight).length, members.length)] as const;
    });
    return [name, Object.fromEntries(shares)] as const;
  });
  return {
    precision: share(right, judged),
    recall: share(right, findable.length),
    falselyLinked: share(nobody.filter(one => linked.has(one.left)).length, nobody.length),
    recallBy: Object.fromEntries(recallBy),
  };
}

/** Of the links made for records of each group, how many are right; records whose truth is not known are left out. */
export function precisionBy(
  links: readonly { readonly left: string; readonly person: string }[],
  truth: readonly TrueLink[],
): Readonly<Record<string, Readonly<Record<string, Share>>>> {
  const known = new Map(truth.map(one => [one.left, one]));
  const judged = links.flatMap(({ left, person }) => {
    const one = known.get(left);
    return one ? [{ groups: one.groups, isRight: one.person === person }] : [];
  });
  const names = [...new Set(truth.flatMap(one => Object.keys(one.groups)))].sort();
  return Object.fromEntries(
    names.map(name => {
      const values = [...new Set(judged.map(({ groups }) => groups[name]))].sort();
      const shares = values.map(value => {
        const members = judged.filter(({ groups }) => groups[name] === value);
        return [value, share(members.filter(({ isRight }) => isRight).length, members.length)] as const;
      });
      return [name, Object.fromEntries(shares)] as const;
    }),
  );
}
