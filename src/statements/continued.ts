/**
 * Quotations that no cue of their own sentence claims: the rest of a split quotation, further paragraphs of a long one,
 * words after a colon or before a dash and a name, lines of a transcript.
 */
import { type Draft, offsetsOf, trimmed } from './drafts.ts';
import { share } from './lexicon.ts';
import { headNoun, type Run } from './nominal.ts';
import { phraseFrom } from './objects.ts';
import { isPersonNoun, isPlural } from './roles.ts';
import type { Item, Sentence } from './sentences.ts';
import { subjectBefore } from './subjects.ts';
import { verbGroups } from './verbs.ts';

/** A paragraph with its sentences and the drafts found in each. */
export type Draughted = { sentences: { sentence: Sentence; drafts: Draft[] }[] };

/** Fewer quoted words than this, with no cue beside them, are a title, a nickname or a scare quote. */
const FEWEST = 5;
/** As many inside another sentence are words said, even without the point or comma of a whole quotation. */
const LONG = 10;

/** Sentences of the paragraph searched for a tag that owns the quotations before it. */
const AHEAD = 12;

/** Every draft of the article in order, leftover quotations linked. */
export function withContinuations(paragraphs: Draughted[]): Draft[] {
  const all: Draft[] = [];
  let speaking: Draft | null = null;
  let speakingIn = -2;
  paragraphs.forEach((paragraph, p) => {
    const tagged = paragraph.sentences.some((x) => x.drafts.length > 0);
    for (let s = 0; s < paragraph.sentences.length; s++) {
      const here = paragraph.sentences[s];
      if (!here) continue;
      all.push(...here.drafts);
      const free = freeQuotes(here.sentence, here.drafts, tagged);
      if (free.length > 0) {
        const own = ownLabel(here.sentence, free, p);
        const introduced = own ?? introducedBy(paragraphs, p, s, here.sentence, free);
        if (introduced) all.push(introduced);
        else {
          const owner = ownerOf(paragraphs, p, s, speaking, speakingIn);
          const told = !owner || owner.paragraph < p ? narrated(paragraph, p, s, free) : null;
          if (told) all.push(told);
          else if (owner) extend(owner, here.sentence, free, all, p);
        }
      }
      const latest: Draft | undefined = all.at(-1);
      const last: Draft | null =
        [...here.drafts].reverse().find((d) => d.frame !== 'relative') ??
        (free.length > 0 && latest ? latest : null);
      if (last?.source) {
        speaking = last;
        speakingIn = p;
      }
    }
  });
  return all;
}

/** Quoted items of the sentence that no draft covers and that are long enough to be somebody's words. */
function freeQuotes(sentence: Sentence, drafts: Draft[], inParagraph: boolean): number[] {
  const free: number[] = [];
  const alone = sentence.items.every(
    (x) => x.quote || x.pos === 'PUNCT' || ['and', 'but', 'or'].includes(x.lower),
  );
  sentence.items.forEach((item, i) => {
    if (!item.quote) return;
    if (drafts.some((d) => d.pieces.some((piece) => piece.start < item.end && item.start < piece.end)))
      return;
    const whole =
      item.quote.ending !== '' &&
      (item.quote.words >= FEWEST || (item.quote.words > 1 && saidByPerson(sentence.items, i)));
    if (alone ? inParagraph || item.quote.words >= FEWEST : whole || item.quote.words >= LONG) free.push(i);
  });
  return free;
}

/** `The nurse has a request: “Bring milk.”`: few words, but a person says them. A sign's or a title's stay nobody's. */
function saidByPerson(items: Item[], quote: number): boolean {
  if (items[quote - 1]?.text !== ':' || !items[quote]?.quote?.capital) return false;
  const run = leadSubject(items, quote - 1);
  const head = run ? items[headNoun(items, run)] : undefined;
  const conclusion = run !== null && head?.pos === 'PROPN' && items[run.to]?.pos === 'PART';
  return (
    head !== undefined &&
    (conclusion ||
      (isPersonNoun(head.text) && !isPlural(head.text)) ||
      ['he', 'she', 'his', 'her'].includes(head.lower))
  );
}

/** `Words. "…" — Viktor Zhilin, 66` and `He was blunt: "…"`: the sentence itself names the speaker. */
function ownLabel(sentence: Sentence, free: number[], paragraph: number): Draft | null {
  const { items } = sentence;
  const first = free[0] ?? 0;
  const last = free.at(-1) ?? 0;
  const before = items[first - 1];
  const after = items[last + 1];
  const content = offsetsOf(items, trimmed(items, { from: first, to: last + 1 }));
  if (!content) return null;
  const made = (run: { from: number; to: number }, cue: number | null): Draft => {
    const mark = cue === null ? undefined : items[cue];
    return {
      paragraph,
      sentence,
      frame: 'label',
      verb: 'say',
      negated: false,
      source: { sentence, run },
      cue: mark ? { start: mark.start, end: mark.end } : null,
      carrier: null,
      pieces: [content],
    };
  };
  if (after && /^(?:[–—]|-{1,2}|―)$/u.test(after.text) && first === 0) {
    const run = phraseFrom(items, last + 2);
    if (run && items[run.from]?.pos === 'PROPN' && items[run.from + 1]?.pos === 'PROPN')
      return made(run, null);
  }
  if (before?.text === ':') {
    const run = leadSubject(items, first - 1);
    if (run) return made(run, first - 1);
  }
  return null;
}

/** The paragraph before ended with a colon ("Stated Stone:"): its subject speaks here. */
function introducedBy(
  paragraphs: Draughted[],
  p: number,
  s: number,
  sentence: Sentence,
  free: number[],
): Draft | null {
  const before = paragraphs[p - 1]?.sentences.at(-1)?.sentence;
  if (s !== 0 || free[0] !== 0 || before?.items.at(-1)?.text !== ':') return null;
  const last = before.items.length - 1;
  const groups = verbGroups(before.items);
  const group = groups.findLast((g) => g.form !== 'infinitive' && share(g.lemma, 'quote', g.form) > 0);
  const run =
    (group && (subjectBefore(before.items, group.from) ?? phraseFrom(before.items, group.head + 1))) ??
    leadSubject(before.items, last);
  const pieces = free.flatMap((i) => offsetsOf(sentence.items, { from: i, to: i + 1 }) ?? []);
  if (!run) return null;
  const cue = group
    ? offsetsOf(before.items, { from: group.from, to: group.head + 1 })
    : offsetsOf(before.items, { from: last, to: last + 1 });
  return {
    paragraph: p,
    sentence,
    frame: 'label',
    verb: group?.lemma ?? 'say',
    negated: false,
    source: { sentence: before, run },
    cue,
    carrier: null,
    pieces,
  };
}

/** Who a sentence before a colon is about: its first subject, or the bare name before the colon. */
function leadSubject(items: Item[], colon: number): Run | null {
  const lead = items.slice(0, colon);
  const group = verbGroups(lead).find((g) => g.form === 'finite' || g.form === 'passive');
  const auxiliary = lead.findIndex((x) => x.pos === 'AUX');
  const verb = group && auxiliary >= 0 ? Math.min(group.from, auxiliary) : (group?.from ?? auxiliary);
  const subject = verb > 0 ? subjectBefore(items, verb) : null;
  if (verb > 0) return subject && ownerOfWords(items, subject);
  // "Her point: …", "His answer: …".
  if (colon === 2 && ['his', 'her'].includes(items[0]?.lower ?? '')) return { from: 0, to: 1 };
  const run = subjectBefore(items, colon);
  return run && run.from <= 1 ? ownerOfWords(items, run) : null;
}

const WORDS_OF = new Set(
  `conclusion verdict answer reply point message advice response warning view argument motto explanation summary assessment reaction
  description word words line comment question complaint request hope promise plea excuse theory rule`.split(
    /\s+/u,
  ),
);

/** "Holm's conclusion is blunt: “…”": Holm's words. */
function ownerOfWords(items: Item[], run: Run): Run {
  if (!WORDS_OF.has(items[run.to - 1]?.lower ?? '')) return run;
  for (let i = run.to - 2; i > run.from; i--) if (items[i]?.pos === 'PART') return { from: run.from, to: i };
  return ['his', 'her'].includes(items[run.from]?.lower ?? '') ? { from: run.from, to: run.from + 1 } : run;
}

/** "Holm shrugs. “We have April.”": words of whom the sentence before is about, when that is one person by name or pronoun. */
function narrated(paragraph: Draughted, p: number, s: number, free: number[]): Draft | null {
  const here = paragraph.sentences[s]?.sentence;
  const before = paragraph.sentences[s - 1];
  if (!here || !before || before.drafts.length > 0) return null;
  if (!here.items.every((x) => x.quote || x.pos === 'PUNCT')) return null;
  const { items } = before.sentence;
  if (items.some((x) => x.quote)) return null;
  const verb = items.findIndex((x) => x.pos === 'AUX' || x.pos === 'VERB');
  const run = verb > 0 ? subjectBefore(items, verb) : null;
  const first = items[run?.from ?? -1];
  if (run?.from !== 0 || !first) return null;
  const named = first.pos === 'PROPN' && run.to <= 3 && items[run.to - 1]?.pos === 'PROPN';
  if (!named && !['he', 'she'].includes(first.lower)) return null;
  return {
    paragraph: p,
    sentence: here,
    frame: 'label',
    verb: 'say',
    negated: false,
    source: { sentence: before.sentence, run },
    cue: null,
    carrier: null,
    pieces: free.flatMap((i) => offsetsOf(here.items, { from: i, to: i + 1 }) ?? []),
  };
}

/** The draft whose speaker goes on here, or null when nobody surely does. */
function ownerOf(
  paragraphs: Draughted[],
  p: number,
  s: number,
  speaking: Draft | null,
  speakingIn: number,
): Draft | null {
  const paragraph = paragraphs[p];
  const here = paragraph?.sentences[s];
  if (!paragraph || !here) return null;
  if (speaking && speakingIn === p) return speaking;
  const later = paragraph.sentences.slice(s + 1, s + 1 + AHEAD).find((x) => x.drafts.length > 0);
  const next = later?.drafts.find((d) => d.frame === 'tail' || d.frame === 'inverted');
  if (next) return next;
  // At the start of the next paragraph, or all through it when it is nothing but quotation.
  const pure = paragraph.sentences
    .slice(Math.max(0, s - AHEAD), s)
    .every(({ sentence }) => sentence.items.every((x) => x.quote || x.pos === 'PUNCT'));
  return speaking && speakingIn === p - 1 && pure ? speaking : null;
}

/** More pieces for the owner's statement when it is a quotation; else a statement of its own with the same source. */
function extend(owner: Draft, sentence: Sentence, free: number[], all: Draft[], paragraph: number): void {
  const pieces = free.flatMap((i) => offsetsOf(sentence.items, { from: i, to: i + 1 }) ?? []);
  const quoted =
    owner.pieces.some((x) => sentence.start > x.start) &&
    ['tail', 'inverted', 'quote', 'label', 'continued'].includes(owner.frame);
  const before = owner.pieces[0];
  if (quoted && before && before.start < (pieces[0]?.start ?? 0)) {
    owner.pieces.push(...pieces);
    return;
  }
  if (before && before.start > (pieces[0]?.start ?? 0)) {
    owner.pieces.unshift(...pieces);
    return;
  }
  all.push({ ...owner, paragraph, frame: 'continued', carrier: null, pieces });
}
