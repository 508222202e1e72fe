/** Verb groups of a sentence: "has repeatedly denied", "did not say", "was quoted", "adding", "to say". */
import type { Item } from './sentences.ts';

export type VerbGroup = {
  /** First item of the group (auxiliary, negation) and its head verb (inclusive). */
  from: number;
  head: number;
  lemma: string;
  form: 'finite' | 'ing' | 'infinitive' | 'passive';
  negated: boolean;
};

const BE = new Set("is was were are be been being am 's 're isn't wasn't aren't weren't".split(' '));
const NEGATIONS = new Set(['not', "n't", 'never', 'neither', 'nor', 'no']);
/** Forms that the tagger takes for nouns or adjectives beside a quotation. */
const FORCED = new Map(
  Object.entries({
    said: 'say',
    says: 'say',
    told: 'tell',
    tells: 'tell',
    adds: 'add',
    added: 'add',
    wrote: 'write',
    writes: 'write',
    tweeted: 'tweet',
    tweets: 'tweet',
    noted: 'note',
    notes: 'note',
    asked: 'ask',
    asks: 'ask',
    replied: 'reply',
    claims: 'claim',
    claimed: 'claim',
    reports: 'report',
    reported: 'report',
    warns: 'warn',
    warned: 'warn',
    vows: 'vow',
    vowed: 'vow',
    urges: 'urge',
    urged: 'urge',
    quipped: 'quip',
    stressed: 'stress',
    remarked: 'remark',
    recalled: 'recall',
    stated: 'state',
    laughs: 'laugh',
    explains: 'explain',
    insists: 'insist',
    insisted: 'insist',
    declared: 'declare',
    denies: 'deny',
    denied: 'deny',
    argues: 'argue',
    argued: 'argue',
    calls: 'call',
    answered: 'answer',
    concluded: 'conclude',
    suggests: 'suggest',
    pledges: 'pledge',
    pledged: 'pledge',
    estimates: 'estimate',
    posted: 'post',
    called: 'call',
    reckons: 'reckon',
    reckoned: 'reckon',
    boasts: 'boast',
    jokes: 'joke',
    quotes: 'quote',
    quoted: 'quote',
  }),
);
/** These are nouns as often as verbs: a determiner or adjective before them decides. */
const NOUN_TOO = new Set(
  'claims reports notes calls estimates quotes tweets jokes boasts vows urges pledges laughs'.split(' '),
);

/** All verb groups, in order of the sentence. */
export function verbGroups(items: Item[]): VerbGroup[] {
  const groups: VerbGroup[] = [];
  items.forEach((item, i) => {
    const forced = forcedLemma(items, i);
    if (item.pos !== 'VERB' && !forced) return;
    if (describes(items, i)) return;
    const lemma = forced ?? item.lemma;
    const joined = PHRASAL.get(lemma) === items[i + 1]?.lower;
    const group = groupAt(items, i, lemma);
    groups.push(joined ? { ...group, head: i + 1, lemma: `${lemma} ${items[i + 1]?.lower}` } : group);
  });
  return groups;
}

/** "the promised pond": a participle that describes its noun. */
function describes(items: Item[], i: number): boolean {
  return (
    ['the', 'a', 'an', 'his', 'its', 'their'].includes(items[i - 1]?.lower ?? '') &&
    /(?:ed|en)$/u.test(items[i]?.lower ?? '') &&
    items[i + 1]?.pos === 'NOUN'
  );
}

/** Verb and particle that speak only together: "“The cranes are working,” he pointed out." */
const PHRASAL = new Map(
  Object.entries({
    point: 'out',
    go: 'on',
    shoot: 'back',
    fire: 'back',
    hit: 'back',
    chime: 'in',
    sum: 'up',
  }),
);

function forcedLemma(items: Item[], i: number): string | null {
  const item = items[i];
  const before = items[i - 1];
  if (!item || item.quote) return null;
  // "The note states that …", "Astley doubts that …", never "the United States".
  const verbOrNoun = item.text === 'states' || item.text === 'doubts';
  if (verbOrNoun && items[i + 1]?.lower === 'that' && before?.pos !== 'DET' && before?.pos !== 'ADJ')
    return item.text.slice(0, -1);
  const lemma = FORCED.get(item.lower);
  if (!lemma) return null;
  if (
    NOUN_TOO.has(item.lower) &&
    item.pos !== 'VERB' &&
    (before?.pos === 'DET' ||
      before?.pos === 'ADJ' ||
      before?.pos === 'PART' ||
      before?.pos === 'ADP' ||
      before?.pos === 'NOUN')
  )
    return null;
  return lemma;
}

function groupAt(items: Item[], head: number, lemma: string): VerbGroup {
  let from = head;
  let negated = false;
  let be = false;
  let to = false;
  let helped = false;
  for (let i = head - 1; i >= 0 && head - i < 7; i--) {
    const item = items[i];
    if (!item || item.quote) break;
    const isTo = item.lower === 'to' && (item.pos === 'PART' || item.pos === 'ADP');
    const negation = NEGATIONS.has(item.lower) || item.lower.endsWith("n't");
    if (item.pos === 'AUX') {
      helped = true;
      be ||= BE.has(item.lower);
      negated ||= negation;
      from = i;
      continue;
    }
    if (isTo && !helped) {
      to = true;
      from = i;
      break;
    }
    if (negation) {
      negated = true;
      from = i;
      continue;
    }
    if (item.pos === 'ADV') continue;
    break;
  }
  const word = items[head]?.lower ?? '';
  const ing = word.endsWith('ing') && lemma !== 'bring' && lemma !== 'sing';
  const form = to ? 'infinitive' : ing ? (be ? 'finite' : 'ing') : be ? 'passive' : 'finite';
  return { from, head, lemma, form, negated };
}

/** "a statement carried by KCNA": a participle that hangs on its noun, no finite verb. */
export function hangsOnNoun(items: Item[], group: VerbGroup): boolean {
  const head = items[group.head];
  const next = items[group.head + 1];
  return (
    group.from === group.head &&
    head !== undefined &&
    /(?:ed|en|wn)$/u.test(head.lower) &&
    items[group.head - 1]?.pos === 'NOUN' &&
    next?.pos === 'ADP'
  );
}
