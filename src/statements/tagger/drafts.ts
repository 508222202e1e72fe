/** Linked content → drafts as the rules make them, so that people, days and stance are read off both alike. */
import type { Draft, Offsets, Mention as RunMention } from '../drafts.ts';
import { governed } from '../governed.ts';
import type { Sentence } from '../sentences.ts';
import type { Token } from '../tokens.ts';
import { adjunctIn } from '../venues.ts';
import type { Link } from './link.ts';
import type { Mention } from './mentions.ts';
import { unnested } from './nested.ts';
import type { Reading } from './reading.ts';
import { LONGEST, sourceOffsets } from './sight.ts';

/** A draft, and whether its source is sure enough to name a speaker. */
export type Sure = { draft: Draft; sure: boolean };

/** Below this chance a source names no speaker: 98 % of those at 0.9 and above are right, half of those below 0.7. */
const SURE = 0.7;

/**
 * One draft a statement: stretches that one cue splits are its pieces. Lines of a transcript, and paragraphs too long for
 * the tagger, stay as the rules read them.
 */
export function draftsFrom(reading: Reading, links: Link[]): Sure[] {
  const made: (Sure & { link: Link | null })[] = [];
  const byRules = (p: number) =>
    reading.lines.has(p) || (reading.paragraphs[p]?.tokens.length ?? 0) > LONGEST;
  for (const draft of reading.drafts)
    if (byRules(draft.paragraph)) made.push({ draft, sure: true, link: null });
  for (const link of links) {
    if (byRules(link.saying.paragraph)) continue;
    const piece = offsetsOf(reading, link.saying.paragraph, link.saying.from, link.saying.to);
    if (!piece) continue;
    if (isNone(reading, link)) continue;
    const last = made.at(-1);
    if (last?.link && goesOn(last.link, link)) {
      last.draft.pieces.push(piece);
      continue;
    }
    made.push({ draft: whole(draftOf(reading, link, piece)), sure: link.chance >= SURE, link });
  }
  made.sort((a, b) => (a.draft.pieces[0]?.start ?? 0) - (b.draft.pieces[0]?.start ?? 0));
  return unnested(made, reading.text);
}

/** Are two stretches in a row pieces of one statement? Of one draft, or of one cue that stands between them. */
function goesOn(a: Link, b: Link): boolean {
  if (a.source !== b.source) return false;
  if (a.saying.draft && a.saying.draft === b.saying.draft) return true;
  return (
    a.saying.paragraph === b.saying.paragraph &&
    a.cue !== null &&
    a.cue === b.cue &&
    a.cue.from >= a.saying.to &&
    a.cue.to <= b.saying.from
  );
}

function offsetsOf(reading: Reading, paragraph: number, from: number, to: number): Offsets | null {
  const tokens = reading.paragraphs[paragraph]?.tokens ?? [];
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? { start: first.start, end: last.end } : null;
}

function draftOf(reading: Reading, link: Link, piece: Offsets): Draft {
  const { saying, source } = link;
  const sentence = sentenceAt(reading, saying.paragraph, piece.start);
  const own = saying.draft;
  const agreed = own !== null && source !== null && overlaps(reading, source, own);
  const cue = cueOf(reading, link, piece);
  if (own && agreed && (!cue || !own.cue || own.cue.end <= cue.start || own.cue.start >= cue.end))
    return { ...own, paragraph: saying.paragraph, pieces: [piece] };
  if (own && agreed) return { ...own, paragraph: saying.paragraph, cue, pieces: [piece] };
  const words = link.cue
    ? (reading.paragraphs[saying.paragraph]?.tokens ?? []).slice(link.cue.from, link.cue.to)
    : [];
  return {
    paragraph: saying.paragraph,
    sentence: cue ? sentenceAt(reading, saying.paragraph, cue.start) : sentence,
    frame: cue && cue.start < piece.start ? 'that' : 'tail',
    verb: verbOf(words),
    negated: words.some((t) => /^(?:not|never|n['’]t)$|n['’]t$/u.test(t.lower)),
    source: source ? mentionIn(reading, source) : null,
    cue,
    carrier: null,
    pieces: [piece],
  };
}

/**
 * "citing satellite imagery" is what somebody relies on, "asked not to be named" a condition: neither is a statement, though
 * the annotators took many of them for attributions. "citing “grave concern”" is one.
 */
function isNone(reading: Reading, { saying, source, cue }: Link): boolean {
  const tokens = reading.paragraphs[saying.paragraph]?.tokens ?? [];
  // "A fresh report on …": an article alone is a phrase cut in two, and its verb a noun.
  const who = source
    ? (reading.paragraphs[source.paragraph]?.tokens ?? []).slice(source.from, source.to)
    : [];
  if (who.length > 0 && who.every((t) => /^(?:an?|the)$/u.test(t.lower))) return true;
  const lemmas = cue === null ? [] : tokens.slice(cue.from, cue.to).map((t) => t.lemma);
  const said = tokens.slice(saying.from, saying.to);
  if (lemmas.includes('cite'))
    return !said.some((t) => t.pos === 'VERB' || t.pos === 'AUX' || QUOTE.test(t.text));
  return lemmas.some((l) => ASKS.has(l)) && said.slice(0, 8).some((t) => NAMELESS.test(t.lower));
}
const ASKS = new Set(['ask', 'request', 'insist']);
const NAMELESS = /^(?:named|name|names|identified|quoted|anonymity|anonymous)$/u;
const QUOTE = /["“”‘’']/u;

/** The cue as it is shown: what the tagger marked, without the source, the day, the venue or the words said that it took in. */
function cueOf(reading: Reading, { saying, source, cue }: Link, piece: Offsets): Offsets | null {
  if (!cue) return null;
  const tokens = reading.paragraphs[saying.paragraph]?.tokens ?? [];
  const inside = source !== null && source.paragraph === saying.paragraph && source.from > cue.from;
  let to = inside && source.from < cue.to ? source.from : cue.to;
  if (tokens[to - 1]?.lower === 'according' && tokens[to]?.lower === 'to') to++;
  const marked = offsetsOf(reading, saying.paragraph, cue.from, to);
  if (!marked || tokens[cue.from]?.lower === 'according') return marked;
  const { items } = sentenceAt(reading, saying.paragraph, marked.start);
  const first = items.findIndex((x) => x.start >= marked.start);
  const beyond = items.findIndex((x) => x.start >= marked.end);
  if (first < 0) return marked;
  const stop = adjunctIn(items, first + 1, beyond < 0 ? items.length : beyond);
  const said = items.findIndex((x, i) => i > first && x.start >= piece.start && x.start < piece.end);
  const last = items[(said > first && said < stop ? said : stop) - 1];
  return last ? { start: marked.start, end: Math.min(marked.end, last.end) } : marked;
}

/** "has denied" → "deny", "declined to say" → "decline", "according to" as it is. */
function verbOf(words: Token[]): string {
  if (words[0]?.lower === 'according') return 'according to';
  const verb = words.find((t) => t.pos === 'VERB') ?? words.findLast((t) => t.pos !== 'PUNCT');
  return verb ? verb.lemma || verb.lower : '';
}

function sentenceAt(reading: Reading, paragraph: number, at: number): Sentence {
  const sentences = reading.sentences[paragraph] ?? [];
  const found = sentences.findLast((s) => s.start <= at) ?? sentences[0];
  return found ?? { start: at, end: at, items: [] };
}

function overlaps(reading: Reading, source: Mention, own: Draft): boolean {
  const a = offsetsOf(reading, source.paragraph, source.from, source.to);
  const b = sourceOffsets(own);
  return a !== null && b !== null && a.start < b.end && b.start < a.end;
}

/** The mention as a run of its sentence's items; the rules' own run where theirs overlaps. */
function mentionIn(reading: Reading, mention: Mention): RunMention | null {
  const span = offsetsOf(reading, mention.paragraph, mention.from, mention.to);
  if (!span) return null;
  const sentence = sentenceAt(reading, mention.paragraph, span.start);
  const from = sentence.items.findIndex((x) => x.start >= span.start && x.end <= span.end);
  if (from < 0) return null;
  let to = from;
  while (to < sentence.items.length && (sentence.items[to]?.end ?? Infinity) <= span.end) to++;
  return { sentence, run: { from, to } };
}

/** The source as the whole phrase that it ends, when it is the subject of its cue; "footage of Campbell saying" is Campbell. */
function whole(draft: Draft): Draft {
  const { source, cue } = draft;
  const end = source?.sentence.items[source.run.to - 1]?.end ?? Infinity;
  if (!source || !cue || end > cue.start) return draft;
  const first = draft.sentence.items.find((x) => x.start >= end);
  const saying = first?.start === cue.start && /ing$/u.test(first.lower);
  return saying ? draft : { ...draft, source: governed(source) };
}
