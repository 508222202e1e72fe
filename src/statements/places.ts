/** Places and outlets that stand for the body behind them ("Moscow said", "Yonhap reported"), and adjectives of origin. */

const lines = (list: string): Set<string> =>
  new Set(
    list
      .split('\n')
      .flatMap((l) => l.split(','))
      .map((x) => x.trim().toLowerCase())
      .filter(Boolean),
  );

const PLACES = lines(`
afghanistan, albania, algeria, argentina, armenia, australia, austria, azerbaijan, bangladesh, belarus, belgium, bolivia, bosnia, brazil
britain, bulgaria, cambodia, canada, chile, china, colombia, croatia, cuba, cyprus, czech republic, denmark, dprk, ecuador, egypt, england
eritrea, estonia, ethiopia, finland, france, georgia, germany, ghana, greece, hungary, iceland, india, indonesia, iran, iraq, ireland
israel, italy, japan, jordan, kazakhstan, kenya, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, libya, lithuania, luxembourg, malaysia
mali, malta, mexico, moldova, mongolia, morocco, mozambique, myanmar, nepal, netherlands, new zealand, nicaragua, niger, nigeria
north korea, north macedonia, norway, oman, pakistan, palestine, panama, peru, philippines, poland, portugal, qatar, romania, russia, rwanda
saudi arabia, scotland, serbia, singapore, slovakia, slovenia, somalia, south africa, south korea, south sudan, spain, sri lanka, sudan
sweden, switzerland, syria, taiwan, tajikistan, tanzania, thailand, the north, the south, tunisia, turkey, türkiye, turkmenistan, uae, uganda
ukraine, united arab emirates, united kingdom, united states, uruguay, uzbekistan, vatican, venezuela, vietnam, wales, yemen, zambia, zimbabwe
u.s., us, usa, u.k., uk, u.n., un, eu, e.u., nato, asean, opec, g7, rok, america, europe, korea, soviet union, ussr
seoul, pyongyang, moscow, washington, beijing, tokyo, kyiv, kiev, london, paris, berlin, brussels, taipei, hanoi, tehran, jerusalem, delhi
new delhi, ankara, warsaw, geneva, new york, vladivostok, minsk, riyadh, cairo, canberra, ottawa, rome, madrid, vienna, manila, jakarta
kremlin, white house, pentagon, congress, senate, downing street, state department, blue house, duma, interpol, hamas, hezbollah, taliban
capitol hill, wall street, silicon valley, hollywood, california, texas, florida, virginia, ohio, michigan, georgia, pennsylvania`);
const OUTLETS = lines(`
reuters, yonhap, kcna, tass, itar-tass, interfax, ria, ria novosti, xinhua, afp, ap, upi, kyodo, dpa, ansa, anadolu, bloomberg, cnn, bbc, nbc
abc, cbs, msnbc, fox news, npr, nhk, kbs, mbc, sbs, al jazeera, politico, breitbart, axios, wikileaks, twitter, facebook, telegram, google
rodong sinmun, vedomosti, kommersant, izvestia, pravda, nk news, nk pro, 38 north, daily nk, chosun ilbo, joongang ilbo, hankyoreh
the guardian, the economist, le monde, der spiegel, the hill, nis, fbi, cia, nsa, nsc, dea, irs, sec, epa, doj, dhs, jcs, iaea, who, fsb, gru
gop, dnc, rnc, aclu, naacp, nra, imf, opec, wto, unicef, unhcr, apple, amazon, microsoft, boeing, politifact, quinnipiac`);
const DEMONYMS = new Set(
  `russian american korean chinese japanese ukrainian british french german european western north south eastern northern southern
  iranian israeli indian pakistani polish turkish italian spanish australian canadian mexican brazilian vietnamese taiwanese belarusian soviet
  asian african arab swiss swedish norwegian finnish danish dutch belgian greek hungarian czech romanian serbian saudi syrian iraqi afghan
  central new united kyiv's islamic muslim jewish christian catholic hispanic latino black white`.split(
    /\s+/u,
  ),
);

/** Short forms count only in capitals: the last syllable of "Kim Jong Un" is no organisation. */
const inCapitals = (name: string): boolean =>
  name.length > 4 ||
  !/^(?:un|us|uk|eu|who|sec|doj|who|ria|ap|uae|gop|irs|nis|rok|ansa)$/iu.test(name) ||
  name === name.toUpperCase();

export const isPlace = (name: string): boolean => PLACES.has(plain(name)) && inCapitals(name);
export const isOutlet = (name: string): boolean => OUTLETS.has(plain(name)) && inCapitals(name);
export const isDemonym = (word: string): boolean => DEMONYMS.has(word.toLowerCase());

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/'s$/u, '')
    .replace(/^the (?!north$|south$|guardian$|economist$|hill$)/u, '');
}
