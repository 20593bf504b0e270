/**
 * What the guard on staff notes looks for (E3). Stems and plain patterns only, all of them words that stand in statute
 * or a clinical letter: a list of anything worse would itself be what it keeps out. It is meant to notice the sentence
 * that begins to describe, not to catch every one; a colleague who means well is helped, and nobody is policed.
 */
export const looksFor = {
  sexual: {
    says: 'something that sounds like sexual detail',
    stems: [
      'sexual',
      'genital',
      'naked',
      'nude',
      'nudity',
      'undress',
      'indecen',
      'arous',
      'intercourse',
      'molest',
      'obscen',
    ],
  },
  /** Of material nothing is kept: no count, no category, no name of a file, no description (E2). */
  material: {
    says: 'something that sounds like what material showed, or how much of it there was',
    things: ['image', 'picture', 'photo', 'photograph', 'video', 'film', 'clip', 'footage', 'file'],
    shows: ['of', 'showing', 'showed', 'shows', 'depicting', 'with'],
    endings: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'mp4', 'mov', 'avi', 'mkv', 'zip', 'rar'],
  },
  victim: {
    says: 'something by which a child or a person who was harmed could be found',
    children: [
      'child',
      'children',
      'girl',
      'girls',
      'boy',
      'boys',
      'baby',
      'toddler',
      'teenager',
      'victim',
      'victims',
    ],
    naming: ['called', 'named'],
  },
} as const;

export type Noticed = keyof typeof looksFor;

/**
 * Names of law, orders and services in which those words stand and describe nothing. They are taken out before the
 * guard looks: without them it would warn at every second note of this field, and be clicked away.
 */
export const namesOfThings = [
  'sexual harm prevention orders?',
  'sexual risk orders?',
  'sexual offences? (?:act|prevention)(?: \\d{4})?',
  'sexual offen[cd]\\w*',
  'sexual (?:abuse|exploitation|health|orientation|harassment)',
  'indecent (?:images?|photographs?|pseudo-photographs?)(?: of (?:a )?child(?:ren)?)?',
  'victim (?:liaison|support|contact|awareness|empathy|personal statement)\\w*',
  'victims? (?:code|commissioner|services?)',
  'photo(?:graph)? (?:id|identification)',
  'children’s (?:services|social care)',
  "children's (?:services|social care)",
] as const;
