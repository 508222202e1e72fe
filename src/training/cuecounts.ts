/**
 * Counts in which frame a verb attributes, and prints `src/statements/cues.ts`: `npm run count-cues -- DATA.jsonl > src/statements/cues.ts`.
 * Reads every article of the data whose `split` is not `dev`. A candidate (verb, frame, form) attributes where a gold statement covers its content
 * by .4 of their words under a cue that meets its own; beliefs and the like are left out of both counts.
 */
import { rangeOf, wordsOf } from '../evaluation/units.ts';
import { candidatesIn } from '../statements/frames.ts';
import { sentencesOf } from '../statements/sentences.ts';
import { paragraphsOf } from '../statements/tokens.ts';
import { type Annotated, readAnnotated } from './gold.ts';

/** How often it attributed, of how many times it occurred. */
type Count = { yes: number; all: number };

const OVERLAP = 0.4;
/** Below this share a verb's frame is no cue. */
const LEAST = 0.3;
/** Weight of the verb's other frames, in occurrences. */
const PRIOR = 3;
const SPEAKING = ['tail', 'inverted', 'that', 'quote'];
const FORMS: Record<string, string> = { finite: '', ing: ' ing', infinitive: ' inf' };
const PARTICLE = / (?:of|on|about|for|against|to|out)$/;
/** "said to", "asked for": the recipient or a thing, not what was said. */
const RECIPIENT = /^(?:say|write|speak|respond|reply|tell|ask|agree|admit|add) (?:for|to|of|about|on|out)$/;

function at(counts: Map<string, Count>, key: string): Count {
  const known = counts.get(key) ?? { yes: 0, all: 0 };
  counts.set(key, known);
  return known;
}

/** Adds one article's candidates to the counts, under "verb|frame|form". */
function count({ text, attributions }: Annotated, counts: Map<string, Count>): void {
  const words = wordsOf(text);
  const gold = attributions.flatMap((a) => {
    const range = rangeOf(words, a.content);
    return range === null ? [] : [{ range, cue: a.cue, counts: a.statement !== false }];
  });
  for (const paragraph of paragraphsOf(text)) {
    for (const sentence of sentencesOf(paragraph, text)) {
      for (const candidate of candidatesIn(sentence.items, () => true)) {
        const content = candidate.contents[0];
        const start = content && sentence.items[content.from]?.start;
        const end = content && sentence.items[content.to - 1]?.end;
        const range = start === undefined || end === undefined ? null : rangeOf(words, { start, end });
        if (range === null) continue;
        const cueStart = sentence.items[candidate.cue.from]?.start ?? 0;
        const cueEnd = sentence.items[candidate.cue.to - 1]?.end ?? 0;
        let best = { overlap: 0, counts: true };
        for (const g of gold) {
          const shared = Math.max(0, Math.min(g.range[1], range[1]) - Math.max(g.range[0], range[0]));
          const overlap = shared / (g.range[1] - g.range[0] + range[1] - range[0] - shared);
          const meets = g.cue === null || !(g.cue.end <= cueStart || g.cue.start >= cueEnd);
          if (meets && overlap >= OVERLAP && overlap > best.overlap) best = { overlap, counts: g.counts };
        }
        if (best.overlap > 0 && !best.counts) continue;
        const entry = at(counts, `${candidate.verb}|${candidate.frame}|${candidate.form}`);
        entry.all++;
        if (best.overlap > 0) entry.yes++;
      }
    }
  }
}

/** Frame and form → verb → share of its occurrences that attribute, smoothed towards the verb's other frames. */
function shares(counts: Map<string, Count>): Map<string, Map<string, number>> {
  const [speaking, anywhere, frames] = [
    new Map<string, Count>(),
    new Map<string, Count>(),
    new Map<string, Count>(),
  ];
  const entries = [...counts].map(([key, n]) => {
    const [verb = '', frame = '', form = ''] = key.split('|');
    return { verb, frame, form, n };
  });
  for (const { verb, frame, form, n } of entries) {
    const keep = [at(anywhere, verb.split(' ')[0] ?? ''), at(frames, `${frame}|${form}`)];
    if (SPEAKING.includes(frame)) keep.push(at(speaking, verb));
    for (const k of keep) {
      k.yes += n.yes;
      k.all += n.all;
    }
  }
  const out = new Map<string, Map<string, number>>();
  const put = (name: string, verb: string, share: number) =>
    out.set(name, (out.get(name) ?? new Map()).set(verb, share));
  for (const { verb, frame, form, n } of entries) {
    const ending = FORMS[form];
    if (ending === undefined || !/^[a-z-]+( [a-z]+)?$/.test(verb) || ['be', 'have', 'do'].includes(verb))
      continue;
    if (verb.includes(' ') && frame === 'preposition' && !PARTICLE.test(verb)) continue;
    if (RECIPIENT.test(verb) && !/^speak (?:of|about)/.test(verb)) continue;
    const whole = at(frames, `${frame}|${form}`);
    const usual = (whole.yes / whole.all) * 0.5;
    const rest =
      SPEAKING.includes(frame) || frame === 'clause'
        ? at(speaking, verb)
        : at(anywhere, verb.split(' ')[0] ?? '');
    const own = frame === 'clause' ? { yes: 0, all: 0 } : n;
    const other = (rest.yes - own.yes + PRIOR * usual) / (rest.all - own.all + PRIOR);
    put(frame + ending, verb, (n.yes + PRIOR * other) / (n.all + PRIOR));
  }
  // A verb known to speak speaks in the frames that it was not met in.
  for (const [verb, n] of speaking) {
    const share = (n.yes + 0.5) / (n.all + 2);
    if (share < 0.45) continue;
    for (const name of ['tail', 'inverted', 'that', 'quote', 'that ing', 'quote ing', 'relative']) {
      if (out.get(name)?.has(verb) === false) put(name, verb, Math.min(0.9, share));
    }
  }
  return out;
}

/** The words in rows of at most 98 characters. */
function rows(words: string[]): string {
  const lines = [''];
  for (const word of words.sort()) {
    const last = lines.length - 1;
    const line = lines[last] ?? '';
    if (line !== '' && line.length + word.length >= 98) lines.push(word);
    else lines[last] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n      ');
}

function written(table: Map<string, Map<string, number>>): string {
  const frames = [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, verbs]) => {
      const likely = [...verbs].filter(([, share]) => share >= LEAST);
      const buckets = Map.groupBy(likely, ([, share]) => Math.floor(share * 20) * 5);
      const lines = [...buckets]
        .sort((a, b) => b[0] - a[0])
        .map(
          ([percent, list]) => `    ${percent}: \`${rows(list.map(([verb]) => verb.replace(' ', '_')))}\`,`,
        );
      return `  ${/^\w+$/.test(name) ? name : `'${name}'`}: {\n${lines.join('\n')}\n  },`;
    });
  return `/**
 * Which verb attributes in which frame: per cent of its occurrences, counted over the training part of PolNeAR (835 US
 * news articles of 2016) and smoothed towards the verb's other frames. "ing" and "inf" are forms; "_" joins a particle.
 * Made by \`npm run count-cues\`.
 */
export const COUNTED: Record<string, Record<number, string>> = {
${frames.join('\n')}
};
`;
}

const [data] = process.argv.slice(2);
if (data === undefined) {
  process.stderr.write('usage: npm run count-cues -- DATA.jsonl > src/statements/cues.ts\n');
  process.exit(2);
}
const counts = new Map<string, Count>();
for (const article of readAnnotated(data)) if (article.split !== 'dev') count(article, counts);
process.stdout.write(written(shares(counts)));
