/** The `stories` verb: articles in published order on standard input, the stories they make as one JSON object. */
import { z } from 'zod';
import { plainArticle } from '../article/plain.ts';
import { creditedWire } from '../article/wire.ts';
import { isBlank } from '../invisible.ts';
import type { Stance, Statement, StatementKind, Topic } from '../news.ts';
import { frequencyOf, LOOKED_AT, nearest } from '../stories/candidates.ts';
import { fingerprint } from '../stories/fingerprint.ts';
import { matchStatements, type Said } from '../stories/identity.ts';
import { whatIsNew } from '../stories/novelty.ts';
import {
  COPY_WINDOW,
  EVENT_WINDOW,
  FOLLOW_WINDOW,
  type Neighbour,
  type Newcomer,
  placeArticle,
  type Role,
} from '../stories/placing.ts';
import { type CompiledTopic, compileTopic, matchTopic, topicsWith } from '../stories/topics.ts';
import { words } from '../words.ts';

type Piece = { start: number; end: number; text: string };
type Sighting = { doc_id: string; pieces: Piece[] };
type StoryStatement = {
  id: string;
  speaker: string | null;
  kind: StatementKind;
  stance: Stance;
  sightings: Sighting[];
};
type StoryArticle = {
  doc_id: string;
  role: Role;
  copyOf: string | null;
  wire: string | null;
  topics: string[];
};
type Update = { doc_id: string; newStatements: string[]; newSpeakers: string[] };
type Story = {
  id: string;
  topics: string[];
  articles: StoryArticle[];
  statements: StoryStatement[];
  updates: Update[];
};

/** The contract of the command line: offsets are UTF-16 units into the `text` that was given. */
export type StoriesOutput = { stories: Story[] };

/** What statements are read from: the text is cleaned, the date as it was given. */
export type Readable = { docId: string; title: string; text: string; publishedAt: string | null };

const text = z.string();
/** An article line, or what `extract` prints, so that the two can be piped. */
const record = z
  .object({
    doc_id: text.min(1).nullish(),
    file: text.min(1).nullish(),
    outlet: text.nullish(),
    url: text.nullish(),
    published_at: text.nullish(),
    publishedAt: text.nullish(),
    title: text.nullish(),
    byline: z.array(text).nullish(),
    wire: text.nullish(),
    text,
  })
  .transform((line, context): Input => {
    const docId = line.doc_id ?? line.file ?? null;
    if (docId === null) context.addIssue({ code: 'custom', path: ['doc_id'], message: 'is missing' });
    return {
      doc_id: docId ?? '',
      outlet: line.outlet ?? '',
      url: line.url ?? null,
      published_at: line.published_at ?? line.publishedAt ?? null,
      title: line.title ?? '',
      byline: line.byline ?? [],
      wire: line.wire ?? null,
      text: line.text,
    };
  });
type Input = {
  doc_id: string;
  outlet: string;
  url: string | null;
  published_at: string | null;
  title: string;
  byline: string[];
  wire: string | null;
  text: string;
};

type Tally = { story: Story; known: (Said & { id: string })[]; speakers: string[]; headLength: number };

/**
 * Reads article lines (`{"doc_id","outlet","url","published_at","title","byline","text"}`, or what `extract` prints) and
 * groups them in order of publication, an undated one beside the line before it. `read` gives an article's statements with
 * offsets into its cleaned text. A line that is no article is told to `passedOver` and left out.
 * Throws an Error when a topic's query does not work.
 */
export async function runStories(
  lines: AsyncIterable<string>,
  read: (article: Readable) => Statement[],
  topics: Topic[],
  passedOver: (why: string) => void,
): Promise<StoriesOutput> {
  const compiled = topics.map(compiledOrThrow);
  const archive = createArchive();
  const tallies = new Map<string, Tally>();
  for (const { input, at } of await inputs(lines, passedOver))
    fileArticle(input, at, read, compiled, archive, tallies);
  return { stories: Array.from(tallies.values(), ({ story }) => story) };
}

async function inputs(
  lines: AsyncIterable<string>,
  passedOver: (why: string) => void,
): Promise<{ input: Input; at: number }[]> {
  const found: { input: Input; at: number }[] = [];
  let number = 0;
  let lastAt = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const input = inputOf(line);
    if (typeof input === 'string') passedOver(words.cli.stories.badLine(number, input));
    else {
      const at = Date.parse(input.published_at ?? '');
      lastAt = Number.isNaN(at) ? lastAt : at;
      found.push({ input, at: lastAt });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function fileArticle(
  input: Input,
  at: number,
  read: (article: Readable) => Statement[],
  topics: CompiledTopic[],
  archive: Archive,
  tallies: Map<string, Tally>,
): void {
  const { title, text, wire } = cleaned(input);
  const statements = read({ docId: input.doc_id, title, text, publishedAt: input.published_at });
  const said = statements.map(({ speaker, kind, pieces }) => ({
    speaker: speaker?.name ?? null,
    kind,
    pieces: pieces.map((piece) => piece.text),
  }));
  const print = fingerprint({ title, text });
  const { outlet } = input;
  const newcomer = {
    outlet,
    owner: null,
    url: input.url,
    title,
    text,
    at,
    wire,
    print,
    copiedFrom: null,
    statements: said,
  };
  const { storyId, role, copyOf, wire: whose } = placeArticle(newcomer, archive.near(newcomer));

  const tally = tallies.get(storyId ?? '') ?? newTally(`s${tallies.size + 1}`);
  const { story } = tally;
  tallies.set(story.id, tally);
  archive.add({ ...newcomer, wire: whose, id: input.doc_id, storyId: story.id, role, copyOf });

  const speakers = said.flatMap(({ speaker }) => speaker ?? []);
  const view = { title, text, outlet, country: null, speakers };
  /* What a story is about, each of its articles is about: a copy cut to four paragraphs may not name it any more. */
  const own = topics.filter((topic) => matchTopic(topic, view).matched).map(({ id }) => id);
  if (story.articles.length === 0) tally.headLength = text.length;
  const about =
    story.articles.length === 0
      ? own
      : topicsWith(
          { topics: story.topics, headLength: tally.headLength },
          { role, topics: own, length: text.length },
        );
  story.topics = about;
  story.articles.push({ doc_id: input.doc_id, role, copyOf, wire: whose, topics: about });

  const matched = matchStatements(said, tally.known);
  const news = whatIsNew(said, matched, tally.speakers);
  const ids = matched.map((id) => id ?? newStatement(story));
  const places = placesIn(input.text, text);
  for (const [index, statement] of statements.entries()) {
    const id = ids[index] ?? '';
    addSighting(story, id, statement, { doc_id: input.doc_id, pieces: statement.pieces.flatMap(places) });
    const words = said[index];
    if (words) tally.known.push({ ...words, id });
  }
  tally.speakers.push(...speakers);
  const newStatements = news.statements.flatMap((index) => ids[index] ?? []);
  story.updates.push({ doc_id: input.doc_id, newStatements, newSpeakers: news.speakers });
}

function newTally(id: string): Tally {
  return {
    story: { id, topics: [], articles: [], statements: [], updates: [] },
    known: [],
    speakers: [],
    headLength: 0,
  };
}

/** Reserves the next id of a story; `addSighting` fills it. */
function newStatement(story: Story): string {
  const id = `${story.id}:${story.statements.length + 1}`;
  story.statements.push({ id, speaker: null, kind: 'indirect', stance: 'said', sightings: [] });
  return id;
}

function addSighting(story: Story, id: string, statement: Statement, sighting: Sighting): void {
  const known = story.statements.find((other) => other.id === id);
  if (!known) return;
  if (known.sightings.length === 0) {
    known.kind = statement.kind;
    known.stance = statement.stance;
  }
  known.speaker ??= statement.speaker?.name ?? null;
  const seen = known.sightings.find((other) => other.doc_id === sighting.doc_id);
  if (seen) seen.pieces.push(...sighting.pieces);
  else known.sightings.push(sighting);
}

/** The article of a line, or what is wrong with it. */
function inputOf(line: string): Input | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return words.cli.stories.noJson;
  }
  const parsed = record.safeParse(value);
  if (parsed.success) return parsed.data;
  return words.cli.stories.badField(parsed.error.issues[0]?.path.join('.') ?? '');
}

function compiledOrThrow(topic: Topic): CompiledTopic {
  const compiled = compileTopic(topic);
  if (compiled.ok) return compiled.value;
  throw new Error(`stories: the query of topic ${topic.id} does not work. ${compiled.why}`);
}

/** The article without what still stands in its text of the page around it, and whom it credits. */
function cleaned(input: Input): { title: string; text: string; wire: string | null } {
  const article = plainArticle(`${input.title}\n\n${input.text}`);
  if (!article.ok) return { title: input.title, text: input.text, wire: input.wire };
  const { text, boilerplate } = article.value;
  const evidence = {
    lead: '',
    credit: null,
    byline: input.byline,
    organisations: [],
    boilerplate,
    outlet: input.outlet,
    text,
  };
  return { title: input.title, text, wire: input.wire ?? article.value.wire ?? creditedWire(evidence) };
}

/**
 * Where a piece of the cleaned text stands in the given one. Cleaning takes lines out and mends spaces, so a piece is
 * looked for by its letters, invisible characters left out, from its own place on; one that is not found is left out.
 */
function placesIn(given: string, clean: string): (piece: Piece) => Piece[] {
  if (given === clean) return (piece) => [piece];
  const lettersOf = (text: string) => text.split('').filter((each) => !isBlank(each));
  const bare = lettersOf(given).join('');
  const offsets: number[] = [];
  for (let at = 0; at < given.length; at++) if (!isBlank(given.charAt(at))) offsets.push(at);
  const lettersBefore = new Int32Array(clean.length + 1);
  for (let at = 0; at < clean.length; at++) {
    lettersBefore[at + 1] = (lettersBefore[at] ?? 0) + (isBlank(clean.charAt(at)) ? 0 : 1);
  }
  return (piece) => {
    const letters = lettersOf(piece.text).join('');
    const found = bare.indexOf(letters, lettersBefore[piece.start] ?? 0);
    const at = found >= 0 ? found : bare.indexOf(letters);
    const [start, last] = [offsets[at], offsets[at + letters.length - 1]];
    if (at < 0 || start === undefined || last === undefined) return [];
    return [{ start, end: last + 1, text: given.slice(start, last + 1) }];
  };
}

type Archive = { near(newcomer: Newcomer): Neighbour[]; add(article: Neighbour): void };

/** Articles in memory, with the look-ups that the store does in its tables. */
function createArchive(): Archive {
  const byHash = new Map<number, Neighbour[]>();
  const byTerm = new Map<string, Neighbour[]>();
  const { byText, byEvent, earlier } = LOOKED_AT;
  return {
    near({ print, at }) {
      const [from, before] = [at - EVENT_WINDOW, at - FOLLOW_WINDOW];
      return [
        ...new Set([
          ...bearers(print.sketch, byHash, at - COPY_WINDOW, at, byText),
          ...bearers(print.terms, byTerm, from, at, byEvent),
          ...bearers(print.terms, byTerm, before, from, earlier),
        ]),
      ];
    },
    add(article) {
      index(article.print.sketch, byHash, article);
      index(article.print.terms, byTerm, article);
    },
  };
}

function index<K>(keys: K[], table: Map<K, Neighbour[]>, article: Neighbour): void {
  for (const key of keys) {
    const here = table.get(key);
    if (here) here.push(article);
    else table.set(key, [article]);
  }
}

/** Those that share most with the keys, published from `from` to `to`; of each key the latest are looked at, as they come in order. */
function bearers<K>(
  keys: K[],
  table: Map<K, Neighbour[]>,
  from: number,
  to: number,
  { most, bearers: limit }: { most: number; bearers: number },
): Neighbour[] {
  const marks = keys.map((key) => {
    const all = table.get(key) ?? [];
    const ids: Neighbour[] = [];
    for (let i = all.length - 1; i >= 0 && ids.length < limit; i--) {
      const article = all[i];
      if (article === undefined || article.at < from) break;
      if (article.at <= to) ids.push(article);
    }
    return { ids, frequency: frequencyOf(ids.length, limit, to - (ids.at(-1)?.at ?? to), to - from) };
  });
  return nearest(marks, most);
}
