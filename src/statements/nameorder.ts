/**
 * Which word of an East Asian name is the surname: at home it comes first ("Kim Hong-kyun", "Xi Jinping", "Kishida Fumio"),
 * abroad often last ("Hong-kyun Kim", "Fumio Kishida"). Words are folded: lower case, without diacritics.
 */

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
/** Frequent Japanese surnames and those of the last thirty years' ministers. */
const JAPANESE_SURNAMES = new Set(
  `abe akiba amano amari ando aoki arai asada aso ban chiba doi endo fujii fujimoto fujita fujiwara fukuda goto hamada hara harada hasegawa
  hashimoto hatoyama hayashi hirano hirai honda hosokawa iida ikeda imai inada inoue ishiba ishida ishihara ishii ishikawa ito iwaya iwamoto
  iwasaki kaieda kan kaneko kato kawaguchi kawamura kihara kimura kishi kishida kitamura kobayashi koike koizumi komura kondo kono kudo maeda
  maehara matsubara matsuda matsui matsumoto matsuno matsuoka miura miyamoto miyazawa mizuno mori morita motegi murakami murata nagai nagashima
  nakagawa nakajima nakamura nakanishi nakano nakasone nakatani nakayama nishida nishimura noda noguchi nomura nukaga obuchi ogawa ohno oishi
  okada okamoto okamura onishi onodera ono ota otsuka ozawa saito sakai sakamoto sakurai sasaki sato shibata shimizu suga sugimoto sugiyama
  suzuki takagi takahashi takaichi takano takeda takeuchi tamaki tamura tanaka taniguchi tanigaki uchida ueda ueno wada watanabe yamada yamaguchi
  yamamoto yamanaka yamashita yamazaki yanagida yano yasuda yokoyama yosano yoshida yoshimura yoshino`.split(
    /\s+/u,
  ),
);
/** Romaji: open syllables, with "n" and doubled consonants. */
const ROMAJI =
  /^(?:(?:k|g|s|z|t|d|n|h|b|p|m|y|r|w|j|f|ky|gy|sh|ch|ts|ny|hy|by|py|my|ry|kk|ss|tt|pp|ssh|tch)?(?:ou|oh|uu|[aiueo])|n(?![aiueoy]))+$/u;

/** Given-name words after a Korean surname are Korean themselves: "Hong-kyun", "Jong Un", "Song". */
export function koreanOrder(words: string[]): boolean {
  const first = words[0] ?? '';
  if (words.length < 2 || words.length > 3 || !KOREAN_SURNAMES.has(first)) return false;
  const given = words.slice(1).flatMap((w) => w.split('-'));
  return given.length <= 2 && given.every((w) => KOREAN_SYLLABLE.test(w));
}

/** "Xi Jinping": a surname and what can be read as pinyin. */
export function chineseOrder(words: string[]): boolean {
  return (
    words.length === 2 &&
    CHINESE_SURNAMES.has(words[0] ?? '') &&
    PINYIN.test((words[1] ?? '').replace('-', ''))
  );
}

/** "Kishida Fumio": a Japanese surname and a given name that is none. */
export function japaneseOrder(words: string[]): boolean {
  const [first = '', second = ''] = words;
  return (
    words.length === 2 &&
    JAPANESE_SURNAMES.has(first) &&
    ROMAJI.test(second) &&
    !JAPANESE_SURNAMES.has(second)
  );
}

/**
 * The words of an East Asian name, surname first, in whichever order they were printed; null for every other name. A name
 * that can be read in its own order is never turned round.
 */
export function givenLast(words: string[]): string[] | null {
  if (koreanOrder(words) || japaneseOrder(words)) return words;
  if (chineseOrder(words)) return words;
  const turned = [words.at(-1) ?? '', ...words.slice(0, -1)];
  const given = turned.slice(1).flatMap((w) => w.split('-'));
  // "Hong-kyun Kim": two syllables set apart; "Anna Kim" may be anybody.
  if (koreanOrder(turned) && given.length === 2) return turned;
  if (japaneseOrder(turned)) return turned;
  const pinyin = PINYIN.exec(turned[1] ?? '')?.[0] ?? '';
  return chineseOrder(turned) && pinyin.length >= 5 ? turned : null;
}
