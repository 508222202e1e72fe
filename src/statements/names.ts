/**
 * Names as keys: foldings that are safe (case, diacritics, dots, hyphens in Korean given names, spellings of -skyy) and
 * where the surname stands. A shared surname never makes two people one.
 */

import { countryWords } from './countries.ts';

/** Titles that may stand before a name and are no part of it. */
const TITLES = new Set(
  `mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister premier chancellor king queen prince princess pope
  general gen lieutenant lt colonel col major maj captain capt sergeant sgt commander cmdr admiral adm marshal brigadier brig corporal cpl
  senator sen representative rep congressman congresswoman governor gov mayor judge justice chief secretary ambassador envoy comrade deputy
  supt chef coach captain nurse councillor cllr first foreign defense defence spokesman spokeswoman spokesperson chairman chairwoman director minister's leader us u.s sec rev reverend father sister`.split(
    /\s+/u,
  ),
);
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
const SMALL = new Set([
  'de',
  'van',
  'der',
  'den',
  'von',
  'la',
  'le',
  'el',
  'al',
  'bin',
  'ibn',
  'da',
  'dos',
  'du',
  'di',
  'st',
]);

const KOREAN_SURNAMES = new Set(
  `kim lee yi ri rhee park pak bak choi choe jung jeong chung chong kang gang cho jo yoon yun jang chang lim im rim han oh o seo suh so shin sin
  kwon gwon hwang ahn an song ryu yoo yu hong jeon chon jun ko go koh moon mun son sohn bae pae paek baek baik heo hur ho huh nam sim shim
  noh roh no ro ha kwak gwak sung seong cha joo ju woo u ku koo gu min na ra jin chin ji chi eom om chae won cheon bang pang kong gong
  hyun hyon ham byun pyon yeom ryom yeo do to seok sok sun sul ma wi pyo myung ki ban wang tak kil gil jon hyong yang nah kye ok ryang thae ryom`.split(
    /\s+/u,
  ),
);
const KOREAN_SYLLABLE =
  /^(?:kk|tt|pp|ss|jj|ch|sh|th|ph|kh|[kgndtrlmbpsjhyw])?(?:yeo|yae|wae|woo|you|eui|ae|ya|eo|ye|wa|oe|yo|wo|we|wi|yu|eu|ui|oo|ee|ou|ai|a|e|i|o|u)(?:ng|[kgntdlmpbsrh])?$/u;
const CHINESE_SURNAMES = new Set(
  `wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang xu han feng deng cao peng
  zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lu ding ren shen yao cui zhong tan fan jin shi liao jia xia fu fang bai zou
  meng xiong qin qiu hou jiang yin xue yan lei long hao kong shao mao wan gu geng hua dai mo xi qian zhuang ning`.split(
    /\s+/u,
  ),
);
const PINYIN =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|er|a|o|e|i|u)){1,2}$/u;

/** Lower case without diacritics, dots and typographic variants; words split at blanks. */
function folded(name: string): string[] {
  return name
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‐‑–]/gu, '-')
    .replace(/['’]s$/u, '')
    .replace(/[’‘`]/gu, "'")
    .replace(/\./gu, ' ')
    .replace(/[^\p{L}\p{N}'\- ]/gu, ' ')
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean);
}

const BODIES =
  /^(?:ministry|department|agency|committee|council|bank|party|office|institute|police|court|news|media|university|government|parliament|assembly|service|command|staff|forces?|army|navy|house|association|company|group|centre|center|commission|embassy|guard|union|nations|network|times|post|television|radio|press)$/u;

/** Leading titles off a person's name; a body's name is left whole ("Foreign Ministry"). */
function bare(words: string[]): string[] {
  if (words.some((w) => BODIES.test(w))) return words[0] === 'the' ? words.slice(1) : words;
  let from = 0;
  while (from < words.length - 1 && (TITLES.has(words[from] ?? '') || words[from] === 'the')) from++;
  return words.slice(from);
}

/** Given-name words after a Korean surname are Korean themselves: "Hong-kyun", "Jong Un", "Song". */
function koreanOrder(words: string[]): boolean {
  const first = words[0] ?? '';
  if (words.length < 2 || words.length > 3 || !KOREAN_SURNAMES.has(first)) return false;
  const given = words.slice(1).flatMap((w) => w.split('-'));
  return given.length <= 2 && given.every((w) => KOREAN_SYLLABLE.test(w));
}

function chineseOrder(words: string[]): boolean {
  return (
    words.length === 2 &&
    CHINESE_SURNAMES.has(words[0] ?? '') &&
    PINYIN.test((words[1] ?? '').replace('-', ''))
  );
}

/**
 * One key for the spellings of one name: "Kim Hong-kyun", "Kim Hong Kyun" and "Vice Minister KIM Hong-kyun" share
 * theirs, "Zelenskyy" and "Zelensky" too. Never folds different names ("Jong-un" and "Jong-eun" stay apart).
 * @returns lower-case words separated by one blank, "" when nothing is left
 */
export function nameKey(name: string): string {
  const words = bare(folded(name));
  if (words.some((w) => BODIES.test(w))) {
    // "Russia's", "Russian" and, for organs of state, "Moscow's" foreign ministry are one; a city's police is its own.
    const ofState = words.some((w) => /^(?:ministry|government|parliament|embassy)$/u.test(w));
    return countryWords(words, ofState)
      .map((w) => w.replace(/^defence$/u, 'defense').replaceAll("'", ''))
      .join(' ');
  }
  if (koreanOrder(words)) {
    return `${words[0]} ${words.slice(1).join('').replaceAll('-', '')}`;
  }
  return words
    .flatMap((w) => w.split('-'))
    .map((w) => w.replaceAll("'", '').replace(/sk(?:yy|iy|yi|ij|ii|yj)$/u, 'sky'))
    .join(' ');
}

/**
 * The surname, as printed: the first word of a Korean or Chinese name in its own order ("Kim Hong-kyun" → "Kim"), else
 * the last, with its particle ("Ursula von der Leyen" → "von der Leyen"). One word is its own surname.
 */
export function surname(name: string): string {
  const printed = name
    .replace(/['’]s$/u, '')
    .split(/\s+/u)
    .filter(Boolean);
  let from = 0;
  const plain = (w: string | undefined) => folded(w ?? '').join('');
  while (from < printed.length - 1 && TITLES.has(plain(printed[from]))) from++;
  let to = printed.length;
  while (to > from + 1 && SUFFIXES.has(plain(printed[to - 1]))) to--;
  const words = printed.slice(from, to).map((w) => w.replace(/[,;:]$/u, ''));
  const keys = words.map((w) => plain(w));
  if (koreanOrder(keys) || chineseOrder(keys)) return words[0] ?? '';
  let at = words.length - 1;
  while (at > 1 && SMALL.has(keys[at - 1] ?? '')) at--;
  return words.slice(Math.max(0, at)).join(' ');
}
