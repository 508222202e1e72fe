/** Topics: whether an article is about what a named query asks for. */
import type { Result, Topic } from '../news.ts';
import { datelineLength } from './dateline.ts';
import {
  type Finder,
  finderOf,
  type Phrase,
  phraseOf,
  phraseWords,
  placesOf,
  spellingAt,
} from './mentions.ts';
import type { Placement } from './placing.ts';
import { readQuery, type Step } from './query.ts';

/** What of an article a topic looks at. `speakers`: the names of those it quotes. */
export type View = {
  title: string;
  text: string;
  outlet: string;
  country: string | null;
  speakers: string[];
};

type Word = Extract<Step, { is: 'word' }>;
/**
 * A word with aliases is a concept (`about`): the article must be about it. A plain word must stand in it, and the article be about
 * one of the words by which it matches, unless a phrase in quotation marks or a word of a field is among them.
 */
type Wanted = Word & { about: boolean };
export type CompiledTopic = {
  id: string;
  steps: (Wanted | Exclude<Step, Word>)[];
  wanted: Wanted[];
  finder: Finder;
};

/**
 * A text is about a concept that stands in its title, in its lead (the first paragraph, at most 60 words of it, and the
 * next one when it is a kicker of under eight words), or often enough: three times, once more for every 200 words over
 * 600, at most six times. A restaurant review that names two capitals once is not about them.
 */
const LEAD_LEAST = 8;
const LEAD_MOST = 60;
const OFTEN = 3;
const OFTEN_EACH = 200;
const OFTEN_MOST = 6;
/** 1 MB is the most a page may hold; past this much text a topic is not looked for. */
const READ = 200_000;
const READ_TITLE = 2000;
const READ_NAME = 200;
const SPEAKERS = 500;

/** A topic ready to match, or what is wrong with its query. Aliases are looked up without regard to case. */
export function compileTopic(topic: Topic): Result<CompiledTopic> {
  const query = readQuery(topic.query);
  if (!query.ok) return query;
  const aliases = new Map(
    Object.entries(topic.aliases).map(([word, spellings]) => [word.toLowerCase(), spellings]),
  );
  const wanted: Wanted[] = [];
  const steps = query.value.map((step) => {
    if (step.is !== 'word') return step;
    const about = step.field === null && !step.quoted && aliases.has(step.text.toLowerCase());
    const word = { ...step, about };
    wanted.push(word);
    return word;
  });
  const finder = finderOf(
    wanted.map(({ text, quoted }) => {
      const spellings = quoted ? undefined : aliases.get(text.toLowerCase());
      const own = spellings && text.includes('-') ? [] : [phraseOf(text, quoted)];
      return [...own, ...(spellings ?? []).map((spelling) => phraseOf(spelling, false))].filter(isPhrase);
    }),
  );
  return { ok: true, value: { id: topic.id, steps, wanted, finder } };
}

/** Of all aliases those of the words that a query uses as they stand; none when the query cannot be read. */
export function aliasesUsed(query: string, aliases: Topic['aliases']): Topic['aliases'] {
  const read = readQuery(query);
  if (!read.ok) return {};
  const used = new Set(
    read.value.flatMap((step) => (step.is === 'word' && !step.quoted ? [step.text.toLowerCase()] : [])),
  );
  return Object.fromEntries(Object.entries(aliases).filter(([word]) => used.has(word.toLowerCase())));
}

/** A copy of so many times the text that its story is made from tells more than the story had: the first was cut down, or an excerpt. */
const FULLER = 2;

/**
 * What a story is about once an article has joined it. A report of its own brings what it is about; a copy adds an outlet and no
 * news, so that what its paper wove in does not put the story on a topic. `length` and `headLength`: characters of the article's
 * text, and of the text that the story is made from.
 */
export function topicsWith(
  story: { topics: string[]; headLength: number },
  article: { role: Placement['role']; topics: string[]; length: number },
): string[] {
  const mere = article.role === 'copy' && article.length < FULLER * story.headLength;
  return mere ? story.topics : [...new Set([...story.topics, ...article.topics])];
}

const isPhrase = (phrase: Phrase | null): phrase is Phrase => phrase !== null;

/** An article's words, taken apart once however many topics it is held against. */
type Words = {
  title: string[];
  body: string[];
  lead: number;
  outlet: string[];
  country: string[];
  speaker: string[];
};
const TAKEN_APART = new WeakMap<View, Words>();

function wordsOf(view: View): Words {
  const known = TAKEN_APART.get(view);
  if (known !== undefined) return known;
  const text = view.text.slice(datelineLength(view.text), READ);
  const words = {
    title: phraseWords(view.title.slice(0, READ_TITLE)),
    body: phraseWords(text),
    lead: leadLength(text),
    outlet: phraseWords(view.outlet.slice(0, READ_NAME)),
    country: phraseWords((view.country ?? '').slice(0, READ_NAME)),
    speaker: view.speakers.slice(0, SPEAKERS).flatMap(nameWords),
  };
  TAKEN_APART.set(view, words);
  return words;
}

/**
 * What became of one word of the query: `spelling` under which it was found, folded, or null; `isAbout`: the article is about it, or
 * it was asked for wherever it stands.
 */
export type Looked = {
  word: string;
  found: boolean;
  says: string;
  spelling: string | null;
  isAbout: boolean;
};
/** `why`: a sentence for each word that was looked for; `inPassing`: all of it stands there, but the article is about none of it. */
export type Match = { matched: boolean; why: string[]; looked: Looked[]; inPassing: boolean };

/** Whether an article is about the topic, and why or why not. */
export function matchTopic(compiled: CompiledTopic, view: View): Match {
  const { title, body, lead, ...names } = wordsOf(view);
  const inTitle = placesOf(compiled.finder, title);
  const inBody = placesOf(compiled.finder, body);
  const others = {
    outlet: placesOf(compiled.finder, names.outlet),
    country: placesOf(compiled.finder, names.country),
    speaker: placesOf(compiled.finder, names.speaker),
  };
  const often = Math.min(OFTEN_MOST, Math.max(OFTEN, Math.ceil(body.length / OFTEN_EACH)));

  const look = (at: number, { field, about, quoted, text: word }: Wanted): Looked => {
    const titled = (inTitle.get(at)?.length ?? 0) > 0;
    const places = inBody.get(at) ?? [];
    const led = (places[0] ?? lead) < lead;
    const spelling = () => {
      const [own, place] = titled ? [title, inTitle.get(at)?.[0]] : [body, places[0]];
      return place === undefined ? null : spellingAt(compiled.finder, at, own, place);
    };
    const yes = (says: string, isAbout = true) => ({
      word,
      found: true,
      says,
      spelling: spelling(),
      isAbout,
    });
    const not = (says: string) => ({ word, found: false, says, spelling: null, isAbout: false });
    if (field === 'title') return titled ? yes('is in the title') : not('is not in the title');
    if (field === 'lead') return led ? yes('is in the lead') : not('is not in the lead');
    if (field === 'text') return places.length > 0 ? yes('is in the text') : not('is not in the text');
    if (field)
      return (others[field].get(at)?.length ?? 0) > 0 ? yes(`is the ${field}`) : not(`is not the ${field}`);
    if (titled) return yes('is in the title');
    if (led) return yes('is in the lead');
    if (places.length === 0) return not('is not mentioned');
    const times = places.length === 1 ? 'once' : `${places.length} times`;
    if (!about) return yes(`is mentioned ${times}`, quoted || places.length >= often);
    return places.length >= often
      ? yes(`is mentioned ${times}`)
      : not(`is only mentioned in passing, ${times}`);
  };
  return run(compiled, look);
}

/** A name's words and a gap, so that no phrase reaches from one name into the next. */
function nameWords(name: string): string[] {
  return [...phraseWords(name.slice(0, READ_NAME)), ''];
}

function run(compiled: CompiledTopic, look: (at: number, word: Wanted) => Looked): Match {
  const looked: Looked[] = [];
  const stack: Holding[] = [];
  const pop = (): Holding => stack.pop() ?? { holds: false, isAbout: false, inPassing: false };
  let at = 0;
  for (const step of compiled.steps) {
    if (step.is === 'word') {
      const seen = look(at++, step);
      looked.push(seen);
      stack.push({ holds: seen.found, isAbout: seen.isAbout, inPassing: seen.found && !seen.isAbout });
    } else if (step.is === 'not') stack.push({ holds: !pop().holds, isAbout: false, inPassing: false });
    else {
      const [right, left] = [pop(), pop()];
      const sides = [left, right].filter((side) => side.holds);
      stack.push({
        holds: sides.length >= (step.is === 'and' ? 2 : 1),
        isAbout: sides.some((side) => side.isAbout),
        inPassing: sides.some((side) => side.inPassing),
      });
    }
  }
  const { holds, isAbout, inPassing } = pop();
  const why = looked.map((l) => `“${l.word}” ${l.says}.`);
  if (!holds || isAbout || !inPassing) return { matched: holds, why, looked, inPassing: false };
  return {
    matched: false,
    why: [...why, 'All of it is only mentioned in passing.'],
    looked,
    inPassing: true,
  };
}

/** What holds so far, and by which words: one that the article is about, one that it mentions in passing; by NOT alone neither. */
type Holding = { holds: boolean; isAbout: boolean; inPassing: boolean };

/** How many words at the start of a text are its lead. */
function leadLength(text: string): number {
  let length = 0;
  for (const paragraph of text.slice(0, 4000).split('\n')) {
    length += phraseWords(paragraph).length;
    if (length >= LEAD_LEAST) break;
  }
  return Math.min(length, LEAD_MOST);
}
