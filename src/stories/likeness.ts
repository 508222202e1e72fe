/** How alike two reports are in what they are about: weighted shared terms, rarer ones counting more. */
import { isBroad, type Terms } from './terms.ts';

/** Of how many stories nearby a term is part, and how many stories there are. */
export type Rarity = { stories: number; inStories: Map<string, number> };

/**
 * What is assumed of a term before counting: in which share of a day's stories it stands. The counts of the stories
 * nearby outweigh it as soon as there are more than `ASSUMED_STORIES` of them.
 */
const BROAD_SHARE = 0.25;
const SPEAKER_SHARE = 0.1;
const WORD_SHARE = 0.03;
const NAME_SHARE = 0.01;
const ASSUMED_STORIES = 20;

/**
 * Counts each term once a story: nine copies of one text do not make its own words common. `each` visits a report's terms, as every
 * newcomer is held against dozens of reports of hundreds of terms.
 */
export function rarityOf(
  reports: { storyId: string | null; each(visit: (term: string) => void): void }[],
): Rarity {
  const perStory = Map.groupBy(reports, ({ storyId }) => storyId ?? '');
  const inStories = new Map<string, number>();
  const lastIn = new Map<string, number>();
  let story = 0;
  const count = (term: string) => {
    if (lastIn.get(term) === story) return;
    lastIn.set(term, story);
    inStories.set(term, (inStories.get(term) ?? 0) + 1);
  };
  for (const told of perStory.values()) {
    story++;
    for (const { each } of told) each(count);
  }
  return { stories: perStory.size, inStories };
}

/**
 * Cosine of two reports' terms in [0, 1], each weighted by its place and its rarity. `quoted` holds the name words of
 * people quoted in either: officials speak in many stories of a day, so that their names tell less than other names.
 * `shared` lists the rarer shared terms, most telling first.
 */
export function likeness(
  a: Terms,
  b: Terms,
  rarity: Rarity,
  quoted: ReadonlySet<string>,
): { score: number; shared: string[] } {
  const weigh = (term: string, weight: number) =>
    weight * rarityWeight(term, a.names.has(term) || b.names.has(term), rarity, quoted);
  const size = (terms: Terms) => {
    let sum = 0;
    terms.weights.forEach((weight, term) => {
      sum += weigh(term, weight) ** 2;
    });
    return Math.sqrt(sum);
  };
  const shared: [string, number][] = [];
  a.weights.forEach((weight, term) => {
    const other = b.weights.get(term);
    if (other !== undefined) shared.push([term, weigh(term, weight) * weigh(term, other)]);
  });
  const product = size(a) * size(b);
  const total = shared.reduce((sum, [, part]) => sum + part, 0);
  const telling = shared.filter(([term]) => !isBroad(term)).sort((x, y) => y[1] - x[1]);
  return { score: product > 0 ? total / product : 0, shared: telling.map(([term]) => term) };
}

/** What the mention of a word is worth when its kind is not looked at: as `likeness` weighs a word that is no name. */
export function wordWeight(word: string, rarity: Rarity): number {
  return rarityWeight(word, false, rarity, NOBODY);
}
const NOBODY: ReadonlySet<string> = new Set();

/** ln of the inverse share of stories that hold the term, the counts smoothed by what is assumed of its kind. */
function rarityWeight(term: string, isName: boolean, rarity: Rarity, quoted: ReadonlySet<string>): number {
  const share = isBroad(term)
    ? BROAD_SHARE
    : quoted.has(term)
      ? SPEAKER_SHARE
      : isName
        ? NAME_SHARE
        : WORD_SHARE;
  const count = rarity.inStories.get(term) ?? 0;
  return Math.log((rarity.stories + ASSUMED_STORIES) / (count + ASSUMED_STORIES * share));
}
