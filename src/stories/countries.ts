/** Countries under their many words: "Seoul's foreign ministry" is "the South Korean foreign ministry". Folded spelling. */

/** A word that stands for a country by itself → the country. */
export const COUNTRY: Record<string, string> = {
  seoul: 'south-korea',
  pyongyang: 'north-korea',
  dprk: 'north-korea',
  rok: 'south-korea',
  moscow: 'russia',
  russian: 'russia',
  kremlin: 'kremlin',
  washington: 'us',
  american: 'us',
  america: 'us',
  beijing: 'china',
  chinese: 'china',
  tokyo: 'japan',
  japanese: 'japan',
  kyiv: 'ukraine',
  kiev: 'ukraine',
  ukrainian: 'ukraine',
  british: 'uk',
  britain: 'uk',
  london: 'uk',
  paris: 'france',
  french: 'france',
  berlin: 'germany',
  german: 'germany',
  tehran: 'iran',
  iranian: 'iran',
  israeli: 'israel',
  indian: 'india',
  delhi: 'india',
  turkish: 'turkey',
  polish: 'poland',
  swedish: 'sweden',
  finnish: 'finland',
  norwegian: 'norway',
  italian: 'italy',
  spanish: 'spain',
  canadian: 'canada',
  australian: 'australia',
};

/** Every name that a folded country, or what stands for one, can have. */
export const COUNTRIES: ReadonlySet<string> = new Set([
  ...Object.values(COUNTRY),
  'seoul',
  'un',
  'eu',
  'nato',
]);

/** Words of two-word names, and what is left of them ("the Korean side", "the North"): no country and nothing else. */
const HALVES = new Set(
  'north south northern southern korea korean koreans united states nations kingdom us un'.split(' '),
);

/** The words of a text with "North Korean", "United States" and the like as one word a country. */
export function foldCountries(words: string[]): string[] {
  const folded: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    if ((word === 'north' || word === 'south') && next.startsWith('korea')) {
      folded.push(`${word}-korea`);
      at++;
    } else if (word === 'united' && (next === 'states' || next === 'nations' || next === 'kingdom')) {
      folded.push(next === 'states' ? 'us' : next === 'nations' ? 'un' : 'uk');
      at++;
    } else folded.push(COUNTRY[word] ?? word);
  }
  return folded;
}

/** The countries that folded words name, and the words that are no part of a country's name. */
export function apartFromCountries(words: string[]): { countries: Set<string>; others: string[] } {
  const countries = new Set<string>();
  const others: string[] = [];
  for (const word of foldCountries(words)) {
    if (word === 'kremlin') countries.add('russia');
    else if (COUNTRIES.has(word)) countries.add(word);
    else if (!HALVES.has(word)) others.push(word);
  }
  return { countries, others };
}
