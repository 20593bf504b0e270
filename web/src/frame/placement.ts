/**
 * Where something stands on a grid. Style attributes are refused by the content-security-policy, so positions that
 * depend on data go into the page's one style block with its nonce. Only these numbers can be said.
 */
export interface Placement {
  /** The id of the element. */
  readonly id: string;
  readonly column?: number;
  readonly columnEnd?: number;
  readonly row?: number;
  readonly rowEnd?: number;
  /** Custom properties that the style sheets read, as numbers or whole pixels: `{ lane: 2 }` becomes `--lane: 2`. */
  readonly properties?: Readonly<Record<string, number>>;
  readonly widthPercent?: number;
}

const NAME = /^[a-z][a-z0-9-]*$/;

/** The rules for these placements. Throws a RangeError for an id or a number that could leave its place. */
export function placementRules(placements: readonly Placement[]): string {
  return placements.map(rule).join('\n');
}

function rule(placement: Placement): string {
  const { id, column, columnEnd, row, rowEnd, properties = {}, widthPercent } = placement;
  if (!NAME.test(id))
    throw new RangeError(`"${id}" is no id for a placement; use small letters, digits and hyphens.`);
  const said: string[] = [];
  const say = (name: string, value: number | undefined, unit = '') => {
    if (value === undefined) return;
    if (!Number.isFinite(value))
      throw new RangeError(`${name} of #${id} has to be a number; it was ${value}.`);
    said.push(`${name}:${value}${unit}`);
  };
  say('grid-column-start', column);
  say('grid-column-end', columnEnd);
  say('grid-row-start', row);
  say('grid-row-end', rowEnd);
  say('width', widthPercent, '%');
  for (const [name, value] of Object.entries(properties)) {
    if (!NAME.test(name)) throw new RangeError(`"${name}" is no name for a property of #${id}.`);
    say(`--${name}`, value);
  }
  return `#${id}{${said.join(';')}}`;
}
