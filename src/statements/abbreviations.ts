/** Words whose dot is their own: "Mr.", "Sept.", "Okla.", initials. */

/** Before a name: never the end of a sentence. */
const TITLES = new Set(
  `mr mrs ms dr prof gen lt col maj capt sgt cpl adm cmdr sen rep gov rev hon pres st mt ft brig supt insp cllr atty asst messrs sens reps`.split(
    /\s+/u,
  ),
);
const OTHERS = new Set(
  `jan feb mar apr jun jul aug sept sep oct nov dec no vs inc ltd co corp bros jr sr dept univ assn ave blvd rd ariz calif colo conn del
  fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ala ark ph spc pvt ret`.split(
    /\s+/u,
  ),
);

/** Does a dot right after this word belong to it? Only capitalised words: "no." and "sat." end sentences. */
export function isAbbreviation(word: string): boolean {
  if (!/^\p{Lu}/u.test(word)) return false;
  return /^\p{Lu}$/u.test(word) || TITLES.has(word.toLowerCase()) || OTHERS.has(word.toLowerCase());
}

/** "Mr.", "Gen.", an initial: a name follows, whatever it begins with. */
export function precedesName(word: string): boolean {
  return /^\p{Lu}\.$/u.test(word) || (word.endsWith('.') && TITLES.has(word.slice(0, -1).toLowerCase()));
}
