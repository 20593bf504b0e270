/** An address inside this service. Only the builders in paths.ts make one, so a template can't invent a link. */
export type Href = string & { readonly __href: true };

type NamesOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesOf<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

/** The parts of an address that a pattern leaves open: `/people/:case` has `{ case: string }`. */
export type ParamsOf<Pattern extends string> = { readonly [key in NamesOf<Pattern>]: string };

type Query = Readonly<Record<string, string | number | undefined>>;
type BuildArguments<Pattern extends string> = [NamesOf<Pattern>] extends [never]
  ? [params?: Readonly<Record<string, never>>, query?: Query]
  : [params: ParamsOf<Pattern>, query?: Query];

/** A pattern that builds its own addresses: `paths.person({ case: id })`. */
export interface Path<Pattern extends string> {
  (...input: BuildArguments<Pattern>): Href;
  readonly pattern: Pattern;
}

/** `/people/:case` and its builder. Throws a RangeError when a parameter is missing or empty. */
export function path<const Pattern extends string>(pattern: Pattern): Path<Pattern> {
  const build = (params: Readonly<Record<string, string>> = {}, query: Query = {}): Href => {
    const address = pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
      const value = params[name];
      if (!value) throw new RangeError(`The address ${pattern} needs "${name}"; it was given "${value}".`);
      return encodeURIComponent(value);
    });
    const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
    return (search ? `${address}?${search}` : address) as Href;
  };
  return Object.assign(build as (...input: BuildArguments<Pattern>) => Href, { pattern });
}

/** An address that came from outside, when it is one of ours: a path on this host and nothing else. */
export function ownAddress(text: string | undefined): Href | undefined {
  if (text === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return undefined;
  return text as Href;
}
