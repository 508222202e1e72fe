/** Official acts: a body or office that signed, vetoed, appointed …, in an article's title or lead. Few and right rather than many. Pure. */
import { apartFromCountries, COUNTRY } from './countries.ts';
import { telling } from './heading.ts';
import { BACKGROUND, DOUBTFUL, type Sentence, sentencesIn, type Telling } from './opening.ts';
import { type Word, wordsWithPlaces } from './words.ts';

/** `act`: who did what, as it stands in `sentence`. */
export type Act = { is: 'act'; act: string; kind: Kind; object: string[]; sentence: string };

/** `done`: the forms that tell it as done; `told`: all words by which an earlier article may have told it, `hint`: anywhere in a text; `object`: what one does it to. */
type Kind = { done: RegExp; told: RegExp; hint: RegExp; object: RegExp | null; ofPeople: boolean };

const DOCUMENT =
  /\b(?:treat(?:y|ies)|agreements?|deals?|pacts?|laws?|bills?|decrees?|orders?|accords?|memorand(?:um|a)|protocols?|conventions?|budgets?|amendments?|resolutions?|legislation|acts?|constitution|statutes?|charter|truce|ceasefire)\b/iu;
const MEASURE = new RegExp(
  String.raw`${DOCUMENT.source}|\b(?:plans?|packages?|sanctions|aid|sales?|motions?|measures?|deployment|strategy|tariffs?|reforms?|bans?|funds?|funding|rules?|missions?|mergers?|takeovers?|mandates?|nominations?)\b`,
  'iu',
);
const kind = (done: string, told: string, object: RegExp | null, ofPeople = false): Kind => ({
  done: new RegExp(`^(?:${done})$`),
  told: new RegExp(`^(?:${told})$`),
  hint: new RegExp(String.raw`\b(?:${told})\b`, 'i'),
  object,
  ofPeople,
});

const KINDS: Kind[] = [
  kind('signed', `sign(?:s|ed|ing|ature|atures)?|ink(?:s|ed)|conclud(?:es|ed)|seal(?:s|ed)`, DOCUMENT),
  kind('ratified', String.raw`ratif\w+|approv\w+|endors\w+|adopt\w+|pass(?:es|ed)|vot(?:es|ed)`, DOCUMENT),
  kind(
    'approved|adopted|passed',
    String.raw`approv\w+|adopt\w+|pass(?:es|ed|age)|back(?:s|ed)|endors\w+|clear(?:s|ed)|ratif\w+|vot(?:es|ed)|agre\w+|okays?|green-?lights?|green-?lit`,
    MEASURE,
  ),
  kind('vetoed', String.raw`veto\w*|block\w*|reject\w*|against`, null),
  kind(
    'declared',
    String.raw`declar\w+|proclaim\w*|announc\w+|impos\w+`,
    /\b(?:emergency|martial law|war|independence|mourning|ceasefire|truce|persona non grata|unconstitutional|invalid|void|quarantine)\b/iu,
  ),
  kind(
    'imposed',
    String.raw`impos\w+|slap\w*|introduc\w+|sanction(?:s|ed)|hit|levie[sd]|announc\w+|put`,
    /\b(?:sanctions|curfews?|bans?|tariffs?|restrictions?|martial law|embargo|blockade|fines?|duties|quarantine|lockdown)\b/iu,
  ),
  kind(
    'lifted',
    String.raw`lift\w*|eas(?:es|ed|ing)|remov\w+|end(?:s|ed)|drop(?:s|ped)|scrap(?:s|ped)`,
    /\b(?:sanctions|curfews?|bans?|tariffs?|restrictions?|martial law|embargo|blockade|emergency)\b/iu,
  ),
  kind(
    'expelled',
    String.raw`expel\w*|expuls\w+|eject\w*|kick\w*|oust\w*|order\w*|leave|persona`,
    /\b(?:diplomats?|ambassadors?|envoys?|attach[eé]s?|consuls?|journalists?|correspondents?|members?|staff|officers?|workers)\b/iu,
    true,
  ),
  kind(
    'recalled',
    String.raw`recall\w*|withdr\w+|summon\w*|pull\w*|call\w*`,
    /\b(?:ambassadors?|envoys?|diplomats?|consuls?|chargé)\b/iu,
    true,
  ),
  kind(
    'dismissed|sacked',
    String.raw`dismiss\w*|sack\w*|fire[sd]|firing|remov\w+|oust\w*|replac\w+|resign\w*|axe[sd]`,
    /\b(?:ministers?|chiefs?|generals?|commanders?|ambassadors?|prime minister|government|cabinet|governors?|directors?|prosecutors?|judges?|admirals?|colonels?)\b/iu,
    true,
  ),
  kind(
    'appointed',
    String.raw`appoint\w*|nam(?:es|ed)|pick\w*|cho(?:ose|oses|se|sen)|nominat\w+|replac\w+|succe\w+`,
    /\p{Lu}/u,
    true,
  ),
  kind(
    'arrested',
    String.raw`arrest\w*|detain\w*|detention|custody|held|seiz\w+|captur\w+|nabb?\w*`,
    null,
    true,
  ),
  kind('charged', String.raw`charg\w+|indict\w*|accus\w+|prosecut(?:ed?|es|ion)`, /\bwith\b/iu, true),
  kind(
    'indicted|convicted|acquitted',
    String.raw`indict\w*|convict\w*|acquit\w*|charg\w+|guilty|innocent|found|clear\w*|sentenc\w+`,
    null,
    true,
  ),
  kind('sentenced', String.raw`sentenc\w+|jail\w*|imprison\w*|prison|gets?|convict\w*`, /\bto\b/iu, true),
  kind('extradited', String.raw`extradit\w+|hand\w*|deport\w*`, null, true),
  kind(
    'ordered',
    String.raw`order\w*|instruct\w*|command\w*|told|tells|direct(?:s|ed)|decre\w+`,
    /\b(?:closures?|evacuations?|investigations?|inquir(?:y|ies)|probes?|withdrawals?|release|halt|arrests?|deployments?|troops|mobili[sz]ation|lockdowns?|shutdowns?|retrial|strikes?|ceasefire|extradition)\b/iu,
  ),
  kind(
    'banned|suspended',
    String.raw`ban(?:s|ned|ning)?|suspen\w+|prohibit\w*|outlaw\w*|bar(?:s|red)|halt\w*|stop\w*|paus\w+`,
    null,
  ),
];

/** Who can act: bodies and offices; countries and capitals act, too. */
const BODY =
  /\b(?:parliament|senate|congress|duma|knesset|assembly|house of (?:commons|representatives|lords)|bundestag|lawmakers|council|government|cabinet|ministry|ministers?|president|chancellor|king|queen|emperor|governor|mayor|courts?|judges?|tribunal|prosecutors?|police|commission|committee|kremlin|white house|pentagon|department|agency|union|united nations|nato|authorit(?:y|ies)|regulators?|central bank|junta|politburo|vatican|pope|federation|supreme leader)\b/iu;
/** With one of these the words before the verb are no plain subject. */
const NO_SUBJECT =
  /\b(?:who|which|that|whose|after|before|when|while|as|once|because|although|though|by|said|says|told|not|never|no|nor|had|was|were|is|are|be|been|being|to|would|will|than|but|where|until)\b|[“”":;()—–]/iu;
const WHEN = `(?:on |late |early )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)(?: (?:morning|afternoon|evening|night))?`;
const TRAILER = new RegExp(
  String.raw`(?:,?\s+(?:${WHEN}|has|have|also|formally|officially|unanimously|immediately|swiftly|jointly|narrowly|finally|overwhelmingly),?)+\s*$`,
  'iu',
);
/** Participles that belong to a name. */
const NAMED = /^(?:united|armed|allied|unified|combined|federated)$/i;
const SUBJECT_WORDS = 14;
const OBJECT_WORDS = 12;
/** The thing acted on ends with the clause. */
const CLAUSE =
  /[,;:()“”"—–?!]|\.(?=\s|$)|\s(?:after|before|because|while|who|which|whose|that|as|when|amid|despite|following|saying|but)\s/iu;
const AHEAD = /^(?:to|will|would|could|may|might|should|must|can|cannot|not|never|wont)$/;

/** The title and the first paragraph: an act is the article's news, or it is background. */
const PARAGRAPHS = 1;

/** The acts that title and lead tell as done, in order. */
export function actsIn(article: Telling): Act[] {
  return sentencesIn(article, PARAGRAPHS).flatMap((sentence) => actOf(sentence) ?? []);
}

/** Those that none of the earlier tellings told, in any form of the verb or a like one; an act that lay ahead there is new. */
export function newActs(acts: Act[], earlier: Telling[]): Act[] {
  if (acts.length === 0) return [];
  const sentences = earlier
    .flatMap((telling) => sentencesIn(telling))
    .filter(({ text }) => acts.some(({ kind }) => kind.hint.test(text)))
    .map(({ text }) => wordsWithPlaces(text));
  const fresh = acts.filter((act) => !sentences.some((sentence) => tells(sentence, act)));
  // Title and lead mostly tell one act twice.
  return fresh.filter((act, i) => !fresh.slice(i + 1).some((other) => other.kind === act.kind));
}

function tells(sentence: Word[], { kind, object }: Act): boolean {
  const done = sentence.some(
    ({ raw }, at) =>
      kind.told.test(raw.toLowerCase()) &&
      !sentence.slice(Math.max(0, at - 2), at).some((w) => AHEAD.test(w.word)),
  );
  if (!done) return false;
  // "A suspect" and "a man of 34" may be one person.
  if (kind.ofPeople) return true;
  const here = new Set(telling(sentence.map((w) => w.word)));
  return object.some((word) => here.has(word));
}

function actOf({ text }: Sentence): Act | null {
  if (BACKGROUND.test(text) || DOUBTFUL.test(text) || /^[“"‘']/.test(text)) return null;
  for (const [at, verb] of wordsWithPlaces(text).entries()) {
    if (at === 0) continue;
    if (at > SUBJECT_WORDS) return null;
    const kind = KINDS.find(({ done }) => done.test(verb.raw));
    if (kind === undefined) continue;
    const subject = text.slice(0, verb.start).trimEnd();
    if (!isActor(subject.replace(TRAILER, ''))) return null;
    const rest = text.slice(verb.start + verb.raw.length);
    const clause = rest.slice(0, CLAUSE.exec(rest)?.index ?? rest.length);
    const object = clause
      .split(/\s+/)
      .slice(0, OBJECT_WORDS + 1)
      .join(' ')
      .trimEnd();
    const words = telling(wordsWithPlaces(object).map((w) => w.word));
    const isThing =
      /^\s+[\p{L}\p{N}]/u.test(object) &&
      !/^\s+(?:to|by|that|for|as|of|on|in|off|up|out|how)\b/iu.test(object);
    if (words.length === 0 || !isThing || (kind.object !== null && !kind.object.test(clause))) return null;
    return {
      is: 'act',
      act: text.slice(0, verb.start + verb.raw.length) + object,
      kind,
      object: words,
      sentence: text,
    };
  }
  return null;
}

/** "Norvik's parliament", "President Ada Brink", "Norvik": a body, an office or a country, alone before its verb. */
function isActor(subject: string): boolean {
  if (NO_SUBJECT.test(subject)) return false;
  const words = wordsWithPlaces(subject);
  if (words.some(({ raw }) => /\p{Ll}(?:ed|ing)$/u.test(raw) && !NAMED.test(raw))) return false;
  // The mayor's wife is no mayor.
  if (BODY.test(subject.replace(/(?<!\p{L})[\p{L}-]+(?:['’]s|s['’])(?!\p{L})/gu, ' '))) return true;
  const folded = words.map((w) => w.word).filter((word) => word !== 'the');
  const { countries, others } = apartFromCountries(folded);
  return (countries.size > 0 || folded.some((word) => word in COUNTRY)) && others.length === 0;
}
