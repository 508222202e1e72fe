/** Where one speaker denied a thing and said it on another day. Few and right rather than many; no verdict. Pure. */
import type { Stance } from '../news.ts';
import { STOP } from './common.ts';
import { stem, words, wordsWithPlaces } from './words.ts';

/** A statement to compare: `from` and `to` are the first and last day (any day number) on which it may have been said. */
export type Stated = {
  id: string;
  speaker: string;
  /** The speaker's name and role: their own name, body or country before what was done is no other's. */
  called: string;
  stance: Stance;
  pieces: string[];
  from: number;
  to: number;
};

/** `denied` and `said` are statement ids. */
export type Contradiction = { denied: string; said: string };

/** Fewer words are a subject ("arms deals"), not something that one can both deny and confirm. */
const LEAST = 3;
/** The thing denied may have so many other words inside it where it is said ("three hundred shells in May to Norvik"). */
const BETWEEN = 3;
/** So many words of other matters may stand before it; more are another subject. */
const SUBJECT = 1;
/** Only so many characters of a statement are compared. */
const LONGEST = 2_000;

/** Not said, or not by the speaker as a fact: what stands so is neither a confirmation nor a plain denial. */
const NEGATED = /\b(?:not|no|never|none|nobody|neither|nor|without|cannot|\w+n['’]t)\b/iu;
const REFUTING =
  /\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+|reject\w*|dismiss\w*|if|whether|unless|fals\w+|baseless|groundless|unfounded|fabricat\w+|fak\w+|untrue|lies?|nonsense|absurd|slander\w*|smear\w*|myths?|rumou?r\w*|alleg\w+|claim\w*|accus\w+|report\w*|suggest\w*|so-called|supposed\w*|stop\w*|halt\w*|bans?|banned|prevent\w*|condemn\w*|ask\w*|urg\w+|want\w*|hop\w+|offer\w*|propos\w+)\b|\?/iu;
/** Lower case only: "May" is a month. */
const POSSIBLE = /\b(?:could|might|may|should|must)\b/u;
/** What lies ahead is the same thing only where it lay ahead in both. */
const AHEAD =
  /\b(?:will|would|shall|plan(?:s|ned|ning)?|intend\w*|going to|prepar\w+|ready)\b|['’](?:ll|d)\b/iu;

/** Words for handing over, for people in uniform and the like: which of them is used says nothing about the thing. */
const SAME = new Map(
  [
    'send sent sending supply supplied supplying provide provided providing deliver delivered delivering delivery ship shipped shipping shipment transfer transferred transferring give gave given giving hand handed dispatch dispatched dispatching export exported exporting furnish furnished',
    'sell sold selling sale',
    'buy bought buying purchase purchased purchasing',
    'troop soldier serviceman servicemen',
    'meet met meeting',
    'shell ammunition munition',
    'agree agreed agreeing agreement deal pact',
    'train trained training instruct instructed',
    'build built building construct constructed',
  ].flatMap((line) => line.split(' ').map((word) => [stem(word), line.split(' ')[0] ?? word] as const)),
);

/** Numbers in words: how many it was is part of the thing. */
const NUMBERS = new Map(
  'two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, i) => [word, String(i + 2)]),
);

/** Words that carry nothing of their own beside the others. */
const EMPTY = new Set(
  'secret secretly any actual actually real really whole entire entirely involvement involve role act action took taking take part carry carried out conduct conducted conducting make made making had have having being been do did doing done ever such kind confirm confirmed confirming acknowledge acknowledged acknowledging admit admitted admitting allegation claim accusation charge rumor suggestion assertion country government nation'
    .split(' ')
    .map(stem),
);

/** `isAgent`: it stands behind "by". */
type Word = { text: string; isName: boolean; isAgent: boolean };
type Folded = {
  words: Word[];
  all: Set<string>;
  called: Set<string>;
  isNegated: boolean;
  /** It may be held against a denial: nothing in it makes it less than a fact. */
  isPlain: boolean;
  isAhead: boolean;
};

/**
 * The pairs among these statements, the earlier day first; each statement is in one pair at most. A pair is one speaker,
 * once with the stance `denied` and once `said`, on days that cannot be the same, where every telling word of what was
 * denied (names, nouns, numbers) stands close together in what was said, its names in the same order, with no other
 * name among or before them. What is said with "not", "might", "reports of" and the like confirms nothing.
 */
export function contradictionsIn(statements: Stated[]): Contradiction[] {
  const found: { pair: Contradiction; score: number; at: number }[] = [];
  for (const said of Map.groupBy(statements, (s) => s.speaker).values()) {
    const folded = (stance: Stance) =>
      said.filter((s) => s.stance === stance).map((s) => ({ ...s, folded: fold(s) }));
    const denials = folded('denied').filter((s) => !s.folded.isNegated && s.folded.all.size >= LEAST);
    if (denials.length === 0) continue;
    const others = folded('said').filter((s) => s.folded.isPlain);
    for (const denial of denials) {
      for (const other of others) {
        if (denial.to >= other.from && other.to >= denial.from) continue;
        const score = likeness(denial.folded, other.folded);
        if (score === 0) continue;
        const at = Math.min(denial.from, other.from);
        found.push({ pair: { denied: denial.id, said: other.id }, score, at });
      }
    }
  }
  found.sort(
    (a, b) =>
      b.score - a.score ||
      a.at - b.at ||
      (a.pair.denied + a.pair.said < b.pair.denied + b.pair.said ? -1 : 1),
  );
  const taken = new Set<string>();
  const pairs = found.filter(({ pair }) => {
    if (taken.has(pair.denied) || taken.has(pair.said)) return false;
    taken.add(pair.denied).add(pair.said);
    return true;
  });
  return pairs.sort((a, b) => a.at - b.at).map(({ pair }) => pair);
}

/** 0 for no pair; else in (0, 1], more for fewer other words around. */
function likeness(denied: Folded, said: Folded): number {
  const wanted = denied.all;
  if (denied.isAhead !== said.isAhead || [...wanted].some((word) => !said.all.has(word))) return 0;
  const run = shortest(said.words, wanted);
  if (run === null || run.to - run.from > wanted.size + BETWEEN) return 0;
  const own = (word: Word) => wanted.has(word.text) || said.called.has(word.text);
  const window = said.words.slice(run.from, run.to);
  const names = (words: Word[]) => words.filter((w) => w.isName);
  // "Corvo gave boats to Norvik" is not "Norvik gave boats to Corvo", nor are boats for Norvik boats for Skarn; and who
  // stands before or behind "by" did it: another's deed is no confirmation.
  if (names(window).some((w) => !wanted.has(w.text)) || !inOrder(names(denied.words), window)) return 0;
  const before = said.words.slice(0, run.from).filter((w) => !own(w));
  if (before.length > SUBJECT || names(before).length > 0) return 0;
  const by = said.words.filter((w) => w.isAgent && !own(w));
  return by.length > 0 ? 0 : wanted.size / (wanted.size + (said.words.length - wanted.size) / 4);
}

/** The shortest run `[from, to)` of words that holds all that are wanted; null when there is none. One pass. */
function shortest(words: Word[], wanted: Set<string>): { from: number; to: number } | null {
  const inside = new Map<string, number>();
  let best: { from: number; to: number } | null = null;
  let from = 0;
  for (const [at, { text }] of words.entries()) {
    if (wanted.has(text)) inside.set(text, (inside.get(text) ?? 0) + 1);
    while (inside.size === wanted.size) {
      if (best === null || at + 1 - from < best.to - best.from) best = { from, to: at + 1 };
      const first = words[from]?.text ?? '';
      const left = (inside.get(first) ?? 0) - 1;
      if (left === 0) inside.delete(first);
      else if (left > 0) inside.set(first, left);
      from++;
    }
  }
  return best;
}

/** Whether the names stand in `told` in the same order, each by its first place. */
function inOrder(names: Word[], told: Word[]): boolean {
  const order = told.map((w) => w.text);
  const places = [...new Set(names.map((n) => n.text))].map((n) => order.indexOf(n)).filter((at) => at >= 0);
  return places.every((place, i) => i === 0 || place > (places[i - 1] ?? -1));
}

function fold({ pieces, called }: Stated): Folded {
  const text = pieces.join(' … ').slice(0, LONGEST);
  const all = wordsWithPlaces(text);
  const folded = all.flatMap(({ raw, word }, at): Word[] => {
    const number = NUMBERS.get(word);
    const root = stem(word);
    if (number === undefined && (STOP.has(word) || EMPTY.has(root) || /^\D?$/.test(word))) return [];
    const behind = all.slice(Math.max(0, at - 2), at).map((w) => w.word);
    return [
      {
        text: number ?? SAME.get(root) ?? root,
        isName: /^\p{Lu}/u.test(raw),
        isAgent: behind.at(-1) === 'by' || (behind.at(-1) === 'the' && behind.at(-2) === 'by'),
      },
    ];
  });
  const isNegated = NEGATED.test(text);
  return {
    words: folded,
    all: new Set(folded.map((w) => w.text)),
    called: new Set(words(called).map(stem)),
    isNegated,
    isPlain: !isNegated && !REFUTING.test(text) && !POSSIBLE.test(text),
    isAhead: AHEAD.test(text),
  };
}
