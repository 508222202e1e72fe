/**
 * Whether a summary in other words says only what its article says: every quotation, name and number of it must stand there, and it
 * must be about what the article's opening is about. Made to refuse: the article's own sentences are always there instead.
 */
import { STOP } from '../stories/common.ts';
import { sentencesOf } from '../stories/sentences.ts';
import { foldWord, stem, words } from '../stories/words.ts';

type Told = { title: string; text: string };

const MOST_SENTENCES = 3;
const MOST_CHARACTERS = 700;
/** So large a part of a sentence's telling words must stand in the article, and so many in its title and opening. */
const FROM_ARTICLE = 0.6;
const FROM_OPENING = 2;
const OPENING = 1_500;

/* What no summary of news holds: links, mail, mentions, markup, code. */
const NOT_PROSE = /https?:|www\.|[@#<>{}[\]|`*_~\\^]|\b\w+\.(?:com|net|org|io|ru|cn)\b/i;
/* An article that talks to a machine is not given to one. */
const ADDRESSED =
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instruction|prompt|rule|above|previous)|\b(?:system|developer) prompt\b|\byou are (?:now )?(?:an? )?(?:ai|assistant|language model|chatbot)\b|\bas an ai\b|<\/?(?:system|assistant|user|article|instructions?)>|^\s*(?:system|assistant|user)\s*:/im;

const NUMBER_WORDS = new Set(
  `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
  forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens
  half double triple twice third quarter`.split(/\s+/),
);
const QUOTED = /“([^“”]*)”|"([^"]*)"|(?<![\p{L}\p{N}])‘([^‘’]*)’(?![\p{L}])/gu;

/** Whether a text speaks to a machine instead of to readers. */
export const speaksToMachines = ({ title, text }: Told): boolean =>
  ADDRESSED.test(title) || ADDRESSED.test(text);

/** The sentences of a model's answer, or null when it is none of two or three plain sentences. */
export function sentencesIn(answer: string): string[] | null {
  const text = answer.trim();
  if (text === '' || text.length > MOST_CHARACTERS || NOT_PROSE.test(text)) return null;
  const sentences = text.split(/\n+/).flatMap((line) => sentencesOf(line.trim()));
  const whole = sentences.every((s) => /[.!?][”"’']?$/.test(s) && words(s).length >= 4);
  return whole && sentences.length <= MOST_SENTENCES ? sentences : null;
}

/** Why the sentences may not be shown in place of the article's own; null when they may. */
export function whyUnfaithful(sentences: string[], article: Told): string | null {
  const source = `${article.title}\n${article.text}`;
  const said = quotationsIn(source);
  const all = new Set(words(source));
  const capital = capitalsIn(source);
  const opening = tellingOf(`${article.title}\n${article.text.slice(0, OPENING)}`);
  const everything = tellingOf(source);
  for (const sentence of sentences) {
    const quotation = quotationsIn(sentence).find((q) => !said.some((s) => s.includes(q)));
    if (quotation !== undefined) return `the quotation “${quotation}” is not one of the article’s`;
    if (/[“”"]/.test(sentence.replace(QUOTED, ''))) return 'a quotation mark is left open';
    const name = namesIn(sentence).find(({ run, first }) => !isThere(run, first, capital, all));
    if (name !== undefined) return `the name “${name.run.join(' ')}” is not in the article`;
    const strange = words(sentence).find(
      (word) =>
        (/\d/.test(word) || NUMBER_WORDS.has(word) || /[^\p{Script=Latin}\p{N}\p{P}\p{M}]/u.test(word)) &&
        !all.has(word),
    );
    if (strange !== undefined) return `“${strange}” is not in the article`;
    const telling = [...tellingOf(sentence)];
    const known = telling.filter((word) => everything.has(word)).length;
    if (known < FROM_ARTICLE * telling.length)
      return `too much of “${sentence.slice(0, 60)}” is not in the article`;
    if (telling.filter((word) => opening.has(word)).length < FROM_OPENING)
      return `“${sentence.slice(0, 60)}” is not what the article is about`;
  }
  return null;
}

const tellingOf = (text: string): Set<string> =>
  new Set(
    words(text)
      .flatMap((word) => word.split('-'))
      .filter((word) => word.length > 2 && !STOP.has(word))
      .map(stem),
  );

/** What stands in quotation marks, its spaces and marks evened, without the comma before the closing one. */
function quotationsIn(text: string): string[] {
  return Array.from(text.matchAll(QUOTED), (match) => even(match[1] ?? match[2] ?? match[3] ?? '')).filter(
    (words) => words !== '',
  );
}

const even = (text: string): string =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.;:]+|[\s,.;:!?…]+$/g, '')
    .trim();

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
const bare = (word: string): string => word.replace(/['’]s?$/u, '').replace(/[.-]+$/, '');

/** `first`: it opens the sentence, so that its first word may have a capital for that alone. */
type Run = { run: string[]; first: boolean };

function isThere(
  run: string[],
  first: boolean,
  capital: ReadonlySet<string>,
  all: ReadonlySet<string>,
): boolean {
  if (capital.has(run.join(' '))) return true;
  const [word = '', ...rest] = run;
  return first && all.has(foldWord(word)) && (rest.length === 0 || capital.has(rest.join(' ')));
}

/** Runs of capitalised words: "Kim Hong-kyun" whole, so that no name is put together from two. A sentence's first word counts when it is not a plain one. */
function namesIn(sentence: string): Run[] {
  const names: Run[] = [];
  let run: string[] = [];
  let first = false;
  let end = -1;
  const close = () => {
    if (run.length > 0) names.push({ run, first });
    run = [];
  };
  for (const [i, match] of [...sentence.matchAll(WORD)].entries()) {
    const word = bare(match[0]);
    const gap = end < 0 ? '' : sentence.slice(end, match.index);
    if (!/^\s?$/.test(gap)) close();
    end = match.index + match[0].length;
    const opens = i === 0 || /[.!?“"‘:]/.test(gap);
    if (/^\p{Lu}/u.test(word) && !(opens && STOP.has(word.toLowerCase()))) {
      if (run.length === 0) first = opens;
      run.push(word);
    } else close();
    if (/['’]s?$/u.test(match[0])) close();
  }
  close();
  return names;
}

/** Every stretch of capitalised words in the article, up to six words of it. */
function capitalsIn(text: string): Set<string> {
  const found = new Set<string>();
  const run: string[] = [];
  let end = -1;
  for (const match of text.matchAll(WORD)) {
    const word = bare(match[0]);
    const gap = end < 0 ? '' : text.slice(end, match.index);
    if (!/^\s?$/.test(gap) || !/^\p{Lu}/u.test(word)) run.length = 0;
    end = match.index + match[0].length;
    if (/^\p{Lu}/u.test(word)) {
      run.push(word);
      for (let from = Math.max(0, run.length - 6); from < run.length; from++)
        found.add(run.slice(from).join(' '));
    }
    if (/['’]s?$/u.test(match[0])) run.length = 0;
  }
  return found;
}
