/** Words relayed: "according to X", "KCNA quoted Kim as saying", "was quoted as saying by KCNA". */

import { skipAdjuncts } from './adjuncts.ts';
import type { Candidate } from './candidate.ts';
import { phraseFrom } from './objects.ts';
import type { Item } from './sentences.ts';
import { subjectBefore } from './subjects.ts';
import { contentBefore, restAfter } from './tails.ts';
import type { VerbGroup } from './verbs.ts';

/** "KCNA quoted Kim as saying", "Kim was quoted as saying by KCNA": the innermost speaker, the relayer aside. */
export function quotedAs(items: Item[], group: VerbGroup): Candidate | null {
  if (group.lemma !== 'quote' && group.lemma !== 'cite') return null;
  const limit = Math.min(items.length, group.head + 40);
  for (let i = group.head + 1; i < limit; i++) {
    if (items[i]?.quote) return null;
    if (
      items[i]?.lower !== 'as' ||
      !/^(?:saying|telling|writing|adding|stating|warning)$/u.test(items[i + 1]?.lower ?? '')
    )
      continue;
    const cue = { from: i, to: i + 2 };
    const last = items.length - (/^[.?!]$/u.test(items.at(-1)?.text ?? '') ? 1 : 0);
    const source =
      group.form === 'passive'
        ? subjectBefore(items, group.from)
        : i > group.head + 1
          ? { from: group.head + 1, to: i }
          : null;
    if (!source) return null;
    let carrier = group.form === 'passive' ? null : subjectBefore(items, group.from);
    let after = skipAdjuncts(items, i + 2, 'say');
    if (group.form === 'passive') {
      const by = items.findIndex((x, j) => j >= i + 2 && x.lower === 'by');
      if (by > 0) carrier = phraseFrom(items, by + 1);
      if (carrier && by === i + 2) after = skipAdjuncts(items, carrier.to, 'say');
    }
    const content = items[after]?.text === ',' || items[after]?.text === ':' ? after + 1 : after;
    if (content < last && items[content]?.lower !== 'by') {
      return {
        verb: 'quote',
        frame: 'that',
        form: 'finite',
        negated: false,
        source,
        carrier,
        cue,
        contents: [{ from: content, to: last }],
      };
    }
    const start =
      carrier && carrier.from < group.from
        ? carrier.from
        : source.from < group.from
          ? source.from
          : group.from;
    const before = contentBefore(items, start, []);
    if (!before) return null;
    return {
      verb: 'quote',
      frame: 'tail',
      form: 'finite',
      negated: false,
      source,
      carrier,
      cue,
      contents: [before.run],
    };
  }
  return null;
}

const OPINIONS = new Set(
  'view opinion words telling judgment judgement reading estimation assessment'.split(' '),
);

/** "In her view the words to watch are …", "In Holm's words, “…”". */
export function inViewOf(items: Item[], groups: VerbGroup[]): Candidate[] {
  if (items[0]?.lower !== 'in') return [];
  const noun = items.findIndex((x, i) => i > 1 && i < 12 && OPINIONS.has(x.lower));
  const owner = items[noun - 1];
  if (noun < 2 || !owner) return [];
  const pronoun = noun === 2 && OWNS.has(owner.lower);
  if (!pronoun && (owner.pos !== 'PART' || items[1]?.pos === 'VERB')) return [];
  const from = noun + (items[noun + 1]?.text === ',' ? 2 : 1);
  const last = items.length - (/^[.?!]$/u.test(items.at(-1)?.text ?? '') ? 1 : 0);
  const rest = items.slice(from, last);
  const spoken =
    rest.some((x) => x.quote || x.pos === 'AUX') || groups.some((g) => g.head >= from && g.form === 'finite');
  if (!spoken || rest.length < 3 || rest[0]?.lower === 'of') return [];
  return [
    {
      verb: 'in the view of',
      frame: 'that',
      form: 'finite',
      negated: false,
      source: { from: 1, to: pronoun ? 2 : noun - 1 },
      carrier: null,
      cue: { from: noun, to: noun + 1 },
      contents: [{ from, to: last }],
    },
  ];
}

const OWNS = new Set('his her their its'.split(' '));

/** "According to X, …" and "…, according to X". */
export function accordingTo(items: Item[], groups: VerbGroup[]): Candidate[] {
  const found: Candidate[] = [];
  items.forEach((item, i) => {
    if (item.lower !== 'according' || items[i + 1]?.lower !== 'to') return;
    const source = phraseFrom(items, i + 2);
    if (!source) return;
    const base = {
      verb: 'according to',
      form: 'finite' as const,
      negated: false,
      source,
      carrier: null,
      cue: { from: i, to: i + 2 },
    };
    const last = items.length - (/^[.?!]$/u.test(items.at(-1)?.text ?? '') ? 1 : 0);
    if (i < 2) {
      // "According to Holm, the ferry sails": the clause must not be taken for an apposition.
      const after = items.findIndex((x, j) => j >= source.to && (x.text === ',' || x.quote));
      const comma = after > 0 ? after : items.findIndex((x, j) => j > i + 2 && x.text === ',');
      const from = comma < 0 ? -1 : items[comma]?.quote ? comma : comma + 1;
      if (from > 0 && from < last)
        found.push({
          ...base,
          source: { from: source.from, to: Math.min(source.to, comma) },
          frame: 'that',
          contents: [{ from, to: last }],
        });
      return;
    }
    const before = contentBefore(items, i, groups);
    if (!before) return;
    const rest = restAfter(items, source.to, before.open) ?? [];
    const bare = items
      .slice(before.run.from, before.run.to)
      .every((x) => x.pos === 'CCONJ' || x.pos === 'ADV' || x.pos === 'SCONJ');
    const contents = bare ? rest : [before.run, ...rest];
    if (contents.length > 0) found.push({ ...base, frame: 'tail', contents });
  });
  return found;
}
