/** One name for a country, its adjective and (for ministries) its capital: "Russian", "Russia's" and "Moscow's" foreign ministry. */

const COUNTRIES = `russia russian moscow
south-korea south_korean seoul
north-korea north_korean pyongyang
united-states american washington u.s us u.s.a usa
china chinese beijing
japan japanese tokyo
ukraine ukrainian kyiv kiev
britain british london u.k uk united_kingdom
france french paris
germany german berlin
iran iranian tehran
israel israeli jerusalem
india indian new_delhi
pakistan pakistani islamabad
turkey turkish ankara türkiye
poland polish warsaw
italy italian rome
spain spanish madrid
canada canadian ottawa
australia australian canberra
belarus belarusian minsk
taiwan taiwanese taipei
vietnam vietnamese hanoi
mongolia mongolian ulaanbaatar
egypt egyptian cairo
syria syrian damascus
saudi-arabia saudi riyadh
mexico mexican
brazil brazilian
hungary hungarian budapest
sweden swedish stockholm
finland finnish helsinki
norway norwegian oslo
netherlands dutch
switzerland swiss
serbia serbian belgrade
philippines philippine manila
cuba cuban havana`;

const ONE = new Map<string, string>();
const CAPITALS = new Map<string, string>();
for (const line of COUNTRIES.split('\n')) {
  const [country, adjective, ...others] = line.split(' ').map((w) => w.replaceAll('_', ' '));
  if (!country || !adjective) continue;
  ONE.set(country.replace('-', ' '), country);
  ONE.set(adjective, country);
  for (const other of others) (/^u\.|^u[sk]|^united/u.test(other) ? ONE : CAPITALS).set(other, country);
}

/** Lower-case words with countries made one ("russian" and "russia's" → "russia"); capitals too when asked for. */
export function countryWords(words: string[], capitals: boolean): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = (words[i] ?? '').replace(/'s$/u, '').replace(/\.$/u, '');
    const pair = `${word} ${(words[i + 1] ?? '').replace(/'s$/u, '')}`;
    const two = ONE.get(pair);
    if (two) {
      out.push(two);
      i++;
      continue;
    }
    out.push(ONE.get(word) ?? (capitals ? CAPITALS.get(word) : undefined) ?? word);
  }
  return out;
}
