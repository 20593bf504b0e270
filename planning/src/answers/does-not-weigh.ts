/** What no plan here weighs (E18, E41). It stands with every result and no scenario file can take it away. */
export const neverWeighed: readonly string[] = [
  'The harm to a child. It is never given a price.',
  'What a person deserves for the harm done to a child.',
  'Whether victims trust the courts.',
  'Reoffending that nobody detects. Where a plan counts it, it counts what is assumed.',
];
