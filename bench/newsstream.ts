/**
 * A made-up news stream of any length for the benchmark of placing: invented words under a Zipf law, events of every size, wire
 * copies cut and edited, reports of one event in other words, stock phrases, and names that half of a day's news share.
 */

/** What the store needs of an article; `event` is what it really reports, `source` the index of the article it was taken from. */
export type StreamArticle = {
  title: string;
  text: string;
  outlet: string;
  at: number;
  event: number;
  source: number | null;
  statements: { speaker: string; text: string }[];
};

/** `one-subject`: everybody writes about the same thirty people and places in the same few thousand words. */
export type Subject = 'varied' | 'one-subject';

/** mulberry32 (public domain, Tommy Ettinger): the same stream for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FUNCTION_WORDS =
  `the of to and in a that for on with as was by it at from is be had has would said were his an which their not
this but have its after they who been will about more also up over than into other when some could there out new one two two`.split(
    /\s+/,
  );
const SUBJECT_WORDS =
  `missile sanctions troops ministry talks border shipment satellite summit envoy treaty artillery drone factory port
railway parliament council agreement exercise navy launch alliance weapons officials intelligence prisoners convoy bridge airport`.split(
    /\s+/,
  );
const STOCK = [
  'The ministry did not immediately respond to a request for comment on the matter.',
  'It was not possible to verify the account independently, and details remained unclear late in the day.',
  'Officials spoke on condition of anonymity because they were not authorised to discuss the matter in public.',
  'The two sides have accused each other of breaking the agreement that ended last year’s dispute.',
  'The announcement comes amid growing concern among neighbouring governments about the pace of the build-up.',
];

const SYLLABLES =
  'ba be bo da de dor el fen gar hal in ka kel lo lum ma mer na nor o pel ra rin sa sol ta tur u vel wen yar zi'.split(
    ' ',
  );

export function invented(random: () => number, syllables: number): string {
  let word = '';
  for (let i = 0; i < syllables; i++) word += SYLLABLES[Math.floor(random() * SYLLABLES.length)];
  return word;
}

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A rank from 0 to n-1 in which the r-th is drawn about 1/(r+1) times as often as the first. */
export const zipf = (random: () => number, n: number): number =>
  Math.min(n - 1, Math.floor(Math.exp(random() * Math.log(n + 1)) - 1));

const WINDOW = 72 * 3_600_000;

type Event = {
  number: number;
  people: string[];
  place: string;
  body: string;
  words: string[];
  count: string;
  articles: { index: number; sentences: string[]; statements: StreamArticle['statements'] }[];
  quotes: { speaker: string; text: string }[];
};

/**
 * `total` articles in order of publication over the 72 hours before `until` (milliseconds UTC). One event in ten gets a crowd, and
 * a third of the articles are copies of an earlier one of their event.
 * One story takes a hundredth of everything, in the stream on one subject a fifth.
 */
export function* newsStream(
  total: number,
  until: number,
  subject: Subject,
  seed = 7,
): Generator<StreamArticle> {
  const random = chance(seed);
  const one = subject === 'one-subject';
  const vocabulary = Array.from({ length: one ? 4_000 : 40_000 }, () =>
    invented(random, 2 + Math.floor(random() * 3)),
  );
  const surnames = Array.from({ length: one ? 30 : 5_000 }, () =>
    capital(invented(random, 2 + Math.floor(random() * 2))),
  );
  const places = Array.from({ length: one ? 20 : 1_500 }, () => capital(invented(random, 3)));
  const outlets = Array.from(
    { length: 400 },
    (_, i) => `The ${capital(invented(random, 2))} ${i % 2 === 0 ? 'Post' : 'Courier'}`,
  );
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
  const common = <T>(list: T[]): T => list[zipf(random, list.length)] as T;
  const word = (event: Event): string => {
    const r = random();
    if (r < 0.45) return common(FUNCTION_WORDS);
    if (r < 0.53) return pick(event.words);
    if (r < (one ? 0.66 : 0.57)) return pick(SUBJECT_WORDS);
    if (r < 0.6) return common(places);
    return common(vocabulary);
  };
  const sentence = (event: Event, length = 14 + Math.floor(random() * 14)): string => {
    const parts = Array.from({ length }, () => word(event));
    const at = 2 + Math.floor(random() * 6);
    const r = random();
    if (r < 0.35) parts.splice(at, 0, pick(event.people));
    else if (r < 0.55) parts.splice(at, 0, event.place);
    else if (r < 0.58) parts.splice(at, 0, event.count);
    else if (r < 0.66) parts.splice(at, 0, event.body);
    return `${capital(parts.join(' '))}.`;
  };
  const newEvent = (number: number): Event => {
    const name = () => `${capital(invented(random, 2))} ${common(surnames)}`;
    const event: Event = {
      number,
      people: [name(), name(), name()],
      place: common(places),
      body: `${common(places)} ${capital(pick(SUBJECT_WORDS))} Agency`,
      words: [
        ...Array.from({ length: 9 }, () => pick(vocabulary)),
        ...Array.from({ length: 5 }, () => pick(SUBJECT_WORDS)),
      ],
      count: `${10 + Math.floor(random() * 900)} ${pick(vocabulary)}`,
      articles: [],
      quotes: [],
    };
    event.quotes = Array.from({ length: 5 }, () => ({
      speaker: pick(event.people),
      text: sentence(event, 12).replace(/\.$/, ''),
    }));
    return event;
  };

  const giant = newEvent(0);
  const live: Event[] = [giant];
  const crowds: Event[] = [giant];
  let events = 1;
  for (let index = 0; index < total; index++) {
    const at = until - WINDOW + Math.floor(((index + 1) / total) * WINDOW);
    const r = random();
    let event: Event;
    if (r < (one ? 0.2 : 0.01)) event = giant;
    else if (r < 0.35) event = pick(crowds);
    else if (r < 0.55) event = live[live.length - 1 - zipf(random, Math.min(live.length, 400))] ?? giant;
    else {
      event = newEvent(events++);
      live.push(event);
      if (live.length > 2_000) live.splice(0, 1_000);
      if (random() < 0.03) crowds.push(event);
      if (crowds.length > 40) crowds.shift();
    }
    const earlier = event.articles.length > 0 && random() < 0.55 ? pick(event.articles) : null;
    let sentences: string[];
    let statements: StreamArticle['statements'];
    if (earlier !== null) {
      const cut =
        random() < 0.5
          ? earlier.sentences.length
          : Math.ceil(earlier.sentences.length * (0.3 + random() * 0.6));
      sentences = earlier.sentences.slice(0, cut).filter((_, i) => i < 3 || random() > 0.08);
      statements = earlier.statements.filter(({ text }) => sentences.some((s) => s.includes(text)));
    } else {
      const quoted = event.quotes.filter(() => random() < 0.5);
      statements = [...quoted, { speaker: pick(event.people), text: sentence(event, 11).replace(/\.$/, '') }];
      sentences = Array.from({ length: 12 + Math.floor(random() * 14) }, () =>
        random() < 0.06 ? pick(STOCK) : sentence(event),
      );
      for (const { speaker, text } of statements)
        sentences.splice(3 + Math.floor(random() * 8), 0, `“${text},” said ${speaker}.`);
    }
    const paragraphs: string[] = [];
    for (let i = 0; i < sentences.length; i += 2) paragraphs.push(sentences.slice(i, i + 2).join(' '));
    const kept = { index, sentences, statements };
    if (earlier === null && event.articles.length < 40) event.articles.push(kept);
    yield {
      title: capital(`${pick(event.people)} ${sentence(event, 6)}`.replace(/\.$/, '')),
      text: paragraphs.join('\n\n'),
      outlet: pick(outlets),
      at,
      event: event.number,
      source: earlier?.index ?? null,
      statements,
    };
  }
}
