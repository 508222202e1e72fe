/**
 * A made-up archive of five years of news as the store keeps it, for measuring what asking costs: speakers of whom few say most, surnames
 * that many share, words under a Zipf law, stories told by several outlets. The same for the same seed.
 */
import { nameKey, surname } from '../../src/statements/names.ts';
import { lastPlace } from '../../src/store/newest.ts';
import type {
  ArticleRow,
  SightingRow,
  SpeakerNameRow,
  SpeakerRow,
  StatementRow,
  StoryRow,
  StoryTopicRow,
} from '../../src/store/schema.ts';
import { capital, chance, invented, zipf } from '../newsstream.ts';

/** Rows to be written together; articles' own come before the stories, which are known last. */
export type Batch = {
  articles: ArticleRow[];
  statements: StatementRow[];
  sightings: SightingRow[];
  words: { id: number; words: string }[];
};

export type World = {
  speakers: SpeakerRow[];
  names: SpeakerNameRow[];
  /** In order of publication. `stories` and `topics` are complete once all were taken. */
  batches: Generator<Batch>;
  stories: StoryRow[];
  topics: StoryTopicRow[];
  /** What can be asked: words from the most said on, and a pair that was said together a dozen times. */
  vocabulary: string[];
  rare: string[][];
};

export const UNTIL = Date.UTC(2026, 9, 31, 12);
const YEARS = 5;
const DAY = 86_400_000;
const PER_ARTICLE = 5; // statements that an article is the first to carry; copies carry some of them again
const BATCH = 2_000;
const RETENTION = 90 * DAY;

export function makeWorld(statements: number, speakerCount: number, seed = 11): World {
  const random = chance(seed);
  const vocabulary = distinct(() => invented(random, 2 + Math.floor(random() * 2)), 20_000);
  const surnames = distinct(() => capital(invented(random, 2)), Math.ceil(speakerCount / 12));
  const given = distinct(() => capital(invented(random, 2 + Math.floor(random() * 2))), 1_500);
  const outlets = distinct(() => `The ${capital(invented(random, 3))} Post`, 400);
  const people = distinct(
    () => `${given[Math.floor(random() * given.length)]} ${surnames[zipf(random, surnames.length)]}`,
    speakerCount,
  );
  const speakers = people.map(
    (name, i): SpeakerRow => ({
      id: `p${String(i).padStart(6, '0')}`,
      name,
      kind: 'person',
      role: `member of the ${vocabulary[i % 997]} committee`,
      merged_into: null,
      created_at: 0,
    }),
  );
  const names = speakers.map(({ id, name }) => ({
    speaker_id: id,
    name,
    key: nameKey(name),
    surname: nameKey(surname(name)),
  }));
  const rare = Array.from({ length: 40 }, (_, i) => [`halven${'abcdefgh'[i % 8]}${i}`, 'currency']);
  const stories: StoryRow[] = [];
  const topics: StoryTopicRow[] = [];
  return { speakers, names, stories, topics, vocabulary, rare, batches: batches() };

  function* batches(): Generator<Batch> {
    let batch: Batch = { articles: [], statements: [], sightings: [], words: [] };
    const places = new Map<number, number>();
    const open: { row: StoryRow; people: number[]; said: { row: StatementRow; text: string }[] }[] = [];
    const articles = Math.ceil(statements / PER_ARTICLE);
    const times = Array.from({ length: articles * 1.35 }, () => {
      const at = UNTIL - Math.floor(random() * YEARS * 365 * DAY);
      return random() < 0.1 ? at - (at % DAY) : at - (at % 60_000);
    }).sort((a, b) => a - b);
    let made = 0;
    for (const [index, at] of times.entries()) {
      const id = `a${String(index).padStart(8, '0')}`;
      let story =
        random() < 0.5 ? open[open.length - 1 - zipf(random, Math.min(open.length, 300))] : undefined;
      if (story === undefined) {
        story = {
          row: newStory(stories.length, id, at),
          people: Array.from({ length: 1 + Math.floor(random() * 5) }, () => zipf(random, speakerCount)),
          said: [],
        };
        stories.push(story.row);
        open.push(story);
        if (open.length > 2_000) open.splice(0, 1_000);
        const topic = random();
        if (topic < 0.12) topics.push({ topic: 'arms', story_id: story.row.id, at });
        else if (topic < 0.122) topics.push({ topic: 'tides', story_id: story.row.id, at });
      }
      story.row.latest_at = at;
      const copy = story.said.length > 3 && random() < 0.5;
      const carried = copy ? story.said.slice(-4) : [];
      for (let n = copy ? 0 : PER_ARTICLE; n > 0 && made < statements; n--, made++) {
        const who = story.people[Math.floor(random() * story.people.length)] ?? 0;
        const text = sentence();
        const place = Math.min(places.get(at) ?? lastPlace(at), lastPlace(at));
        places.set(at, place - 1);
        const row: StatementRow = {
          id: `s${String(made).padStart(8, '0')}`,
          story_id: story.row.id,
          speaker_id: speakers[who]?.id ?? null,
          shown_id: '',
          first_id: id,
          at,
          words_id: place,
          decided: 0,
          withdrawn: made % 1_000 === 7 ? 1 : 0,
        };
        carried.push({ row, text });
        story.said.push({ row, text });
        batch.statements.push(row);
        batch.words.push({ id: place, words: [...new Set(text.split(' '))].join(' ') });
      }
      if (story.said.length > 8) story.said.splice(0, 4);
      batch.articles.push(
        article(index, id, story.row, at, copy, outlets[zipf(random, outlets.length)] ?? ''),
      );
      for (const [ordinal, { row, text }] of carried.entries()) {
        const sighting = sightingOf(`g${id}-${ordinal}`, row, id, ordinal, text, names[0]?.name ?? '');
        if (row.shown_id === '') row.shown_id = sighting.id;
        batch.sightings.push(sighting);
      }
      if (batch.articles.length < BATCH && index < times.length - 1) continue;
      yield batch;
      for (const past of places.keys()) if (past < at) places.delete(past);
      batch = { articles: [], statements: [], sightings: [], words: [] };
    }
    const latest = new Map(stories.map((s) => [s.id, s.latest_at]));
    for (const topic of topics) topic.at = latest.get(topic.story_id) ?? topic.at;
  }

  function sentence(): string {
    const said = Array.from(
      { length: 8 + Math.floor(random() * 16) },
      () => vocabulary[zipf(random, 20_000)],
    );
    const r = random();
    if (r < 12 * 40 * (1 / statements)) said.splice(2, 0, ...(rare[Math.floor(random() * 40)] ?? []));
    else if (r < 0.005) said.push('currency');
    return said.join(' ');
  }
}

function distinct(make: () => string, n: number): string[] {
  const made = new Set<string>();
  while (made.size < n) made.add(make());
  return [...made];
}

const newStory = (n: number, head: string, at: number): StoryRow => ({
  id: `t${String(n).padStart(7, '0')}`,
  title: `What was told in story ${n}`,
  head_id: head,
  wire: null,
  topics: '[]',
  follows: null,
  summary: '[]',
  started_at: at,
  latest_at: at,
  merged_into: null,
  rephrased_by: null,
});

const article = (
  index: number,
  id: string,
  story: StoryRow,
  at: number,
  copy: boolean,
  outlet: string,
): ArticleRow => ({
  id,
  url_key: `bench.example/${index}`,
  url: `https://bench.example/${index}`,
  outlet_id: null,
  outlet,
  owner: null,
  country: null,
  state_media: 0,
  title: story.title,
  byline: '[]',
  wire: null,
  published: new Date(at).toISOString(),
  published_at: at,
  at,
  language: 'en',
  version: 1,
  digest: id,
  // As a bot has it that prunes by default: the texts of a quarter.
  text: at > UNTIL - RETENTION ? 'So it was told in the paper, and more than that. '.repeat(60) : '',
  boilerplate: '[]',
  extractor: 'bench',
  story_id: story.id,
  role: copy ? 'copy' : 'independent',
  copy_of: null,
  why: '[]',
  topics: story.topics,
  notice: null,
  notice_text: null,
  print: '{"sketch":[],"terms":[]}',
  backlog: 0,
  excerpt: 0,
  seen_at: at,
});

const sightingOf = (
  id: string,
  statement: StatementRow,
  articleId: string,
  ordinal: number,
  text: string,
  name: string,
): SightingRow => ({
  id,
  statement_id: statement.id,
  article_id: articleId,
  version: 1,
  extractor: 'bench',
  ordinal,
  kind: ordinal % 3 === 0 ? 'indirect' : 'direct',
  stance: 'said',
  cue: 'said',
  source: name,
  speaker_name: name,
  speaker_role: null,
  said_on: null,
  venue: null,
  via: null,
  pieces: JSON.stringify([{ text, quoted: ordinal % 3 !== 0 }]),
  paragraph: `“${text},” it was said, and then nothing more for the day.`,
  spans: JSON.stringify([{ start: 1, end: 1 + text.length }]),
});
