/**
 * The topics in force: the file's, and what each tenant added, changed or removed in chat. Held compiled, read anew when the store
 * says that they have changed, so that several processes agree.
 */
import { createHash } from 'node:crypto';
import type { TopicCard, TopicChange, TopicChanged, Trial } from './cards.ts';
import type { Place } from './chat.ts';
import type { Result, Topic } from './news.ts';
import { readAliases } from './store/rows.ts';
import type { Store } from './store/store.ts';
import type { FiledArticle } from './store/topics.ts';
import {
  aliasesUsed,
  type CompiledTopic,
  compileTopic,
  type Looked,
  matchTopic,
  type View,
} from './stories/topics.ts';
import { words } from './words.ts';

type Tenant = Pick<Place, 'platform' | 'tenant'>;
type Held = { key: string; topic: Topic; compiled: CompiledTopic; of: Tenant | null };

/** A new or changed topic is looked for in so many of the articles read last. */
const MOST_ARTICLES = 4_000;
const RENEWED = 1_000;
const SLICE = 40;
const SHOWN = 8;
const DAY = 86_400_000;

export type TopicBook = {
  refresh(): Promise<void>;
  /** The same behind what is done next, once a second at the most: for what must not wait for the store. */
  renew(): void;
  /** The keys of all topics, of every tenant, that the article is about. */
  topicsOf(view: View): string[];
  /** A tenant's topics: its own, and the shipped ones that it has not changed or removed. Without a place, the shipped ones. */
  cards(place: Tenant | null): TopicCard[];
  /** The same as topics, each under its key, with all spellings that its words stand for. */
  inForce(place: Tenant): Topic[];
  /** Whether a report is what a channel's own query looks for. */
  asked(query: string, view: View): boolean;
  change(place: Place, change: TopicChange, by: string): Promise<Result<TopicChanged>>;
  try(query: string, days: number): Promise<Result<Trial>>;
};

/** “north-korea” is a concept: which of its spellings stands there is what a person can check. */
const foundAs = ({ word, says, spelling }: Looked): string =>
  `“${word}”${spelling === null || spelling === word.toLowerCase() ? '' : ` (as “${spelling}”)`} ${says}.`;

const keyOf = ({ platform, tenant }: Tenant, id: string): string =>
  `${id}~${createHash('sha256')
    .update(JSON.stringify([platform, tenant]))
    .digest('hex')
    .slice(0, 8)}`;
const same = (a: Tenant, b: Tenant): boolean => a.platform === b.platform && a.tenant === b.tenant;
const idFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

/** `file`: the shipped topics. Throws when one of them cannot be compiled: the file was read with the same check. */
export function createTopicBook(store: Store, file: Topic[]): TopicBook {
  const aliases = Object.assign({}, ...file.map((topic) => topic.aliases)) as Topic['aliases'];
  const shipped = file.map((topic): Held => {
    const done = compileTopic(topic);
    if (!done.ok) throw new Error(`[topics] ${topic.id}: ${done.why}`);
    return { key: topic.id, topic, compiled: done.value, of: null };
  });
  let own: Held[] = [];
  let hidden: (Tenant & { id: string })[] = [];
  let stamp = '';

  let last = Promise.resolve();
  let renewedAt = Number.NEGATIVE_INFINITY;

  /** One after another: what was read before a change must not take the place of what was read after it. */
  function refresh(): Promise<void> {
    const next = last.then(read);
    last = next.catch(() => {});
    return next;
  }

  async function read(): Promise<void> {
    const now = await store.topics.stamp();
    if (now === stamp) return;
    const rows = await store.topics.changed();
    const tenantOf = (row: { platform: string; tenant: string }) => row as Tenant;
    own = rows.flatMap((row) => {
      if (row.state !== 'own') return [];
      const { id, name, description, query } = row;
      const topic = { id, name, description, query, aliases: readAliases(row.aliases) };
      const done = compileTopic({ ...topic, aliases: { ...aliases, ...topic.aliases } });
      return done.ok ? [{ key: row.key, topic, compiled: done.value, of: tenantOf(row) }] : [];
    });
    hidden = rows.map((row) => ({ ...tenantOf(row), id: row.id }));
    stamp = now;
  }

  const inForce = (place: Tenant | null): Held[] => {
    if (place === null) return shipped;
    const gone = new Set(hidden.flatMap((h) => (same(h, place) ? [h.id] : [])));
    return [
      ...own.filter((held) => held.of !== null && same(held.of, place)),
      ...shipped.filter((held) => !gone.has(held.topic.id)),
    ];
  };
  // Made once for each: its query is read again for it, and every question looks at the topics.
  const cards = new WeakMap<Held, TopicCard>();
  function card(held: Held): TopicCard {
    const known = cards.get(held);
    if (known !== undefined) return known;
    const { key, topic, of } = held;
    const made = {
      id: key,
      short: topic.id,
      name: topic.name,
      description: topic.description,
      query: topic.query.replace(/\s+/g, ' ').trim(),
      own: of !== null,
      aliases: aliasesUsed(topic.query, { ...aliases, ...topic.aliases }),
    };
    cards.set(held, made);
    return made;
  }
  const compile = (query: string): Result<CompiledTopic> =>
    compileTopic({ id: 'query', name: query, query, aliases, description: '' });

  /** The articles read since, the latest first, a slice at a time so that nothing else waits. */
  async function* past(since: number): AsyncGenerator<FiledArticle> {
    let last: FiledArticle | null = null;
    for (let read = 0; read < MOST_ARTICLES; read += SLICE) {
      const slice: FiledArticle[] = await store.topics.articles(since, last, SLICE);
      // What a copy's paper wove in puts no story on a topic: stories/topics.ts, topicsWith.
      yield* slice.filter(({ role, copy_of }) => role !== 'copy' || copy_of === null);
      last = slice.at(-1) ?? null;
      if (slice.length < SLICE) return;
      await new Promise((done) => setImmediate(done));
    }
  }

  /** Files the past under a topic, without a word to any channel. Returns how many stories are on it. */
  async function fileThePast(key: string, compiled: CompiledTopic): Promise<number> {
    const stories = new Set<string>();
    for await (const article of past(0))
      if (!stories.has(article.story_id) && matchTopic(compiled, article).matched)
        stories.add(article.story_id);
    await store.topics.retag(key, [...stories]);
    return stories.size;
  }

  async function save(
    place: Place,
    topic: Topic,
    before: string | null,
    by: string,
  ): Promise<Result<TopicChanged>> {
    const compiled = compile(topic.query);
    if (!compiled.ok) return compiled;
    const key = keyOf(place, topic.id);
    const { id, name, description, query } = topic;
    const { platform, tenant } = place;
    const row = { platform, tenant, id, key, name, description, query, aliases: '{}' };
    await store.topics.put({ ...row, state: 'own', changed_by: by }, before);
    await refresh();
    const stories = await fileThePast(key, compiled.value);
    const held = own.find((h) => h.key === key);
    return { ok: true, value: { topic: held === undefined ? null : card(held), stories, ended: 0 } };
  }

  async function add(
    place: Place,
    change: Extract<TopicChange, { do: 'add' }>,
    by: string,
  ): Promise<Result<TopicChanged>> {
    const id = idFrom(change.name);
    if (id === '') return { ok: false, why: words.topic.noName };
    const there = inForce(place).find(
      (h) => h.topic.id === id || h.topic.name.toLowerCase() === change.name.toLowerCase(),
    );
    if (there !== undefined) return { ok: false, why: words.topic.exists(there.topic.id) };
    const removed = shipped.find((h) => h.topic.id === id);
    if (change.query === null) {
      if (removed === undefined) return { ok: false, why: words.topic.noQuery };
      await store.topics.drop(place, id);
      await refresh();
      return {
        ok: true,
        value: { topic: card(removed), stories: (await store.stories.perTopic()).get(id) ?? 0, ended: 0 },
      };
    }
    const topic = {
      id,
      name: change.name,
      query: change.query,
      description: change.description ?? '',
      aliases: {},
    };
    return save(place, topic, null, by);
  }

  async function remove(place: Place, held: Held, by: string): Promise<Result<TopicChanged>> {
    const ended = await store.topics.unsubscribeAll(place, held.key);
    const { id } = held.topic;
    if (held.of !== null) await store.topics.retag(held.key, []);
    if (!shipped.some((h) => h.topic.id === id)) await store.topics.drop(place, id);
    else {
      const { name, description, query } = held.topic;
      const { platform, tenant } = place;
      await store.topics.put(
        {
          platform,
          tenant,
          id,
          key: keyOf(place, id),
          name,
          description,
          query,
          aliases: '{}',
          state: 'removed',
          changed_by: by,
        },
        null,
      );
    }
    await refresh();
    return { ok: true, value: { topic: null, stories: 0, ended } };
  }

  return {
    refresh,
    renew() {
      const now = store.clock.now();
      if (Math.abs(now - renewedAt) < RENEWED) return;
      renewedAt = now;
      refresh().catch(() => {}); // a store that is away is told of by those who must have it
    },
    topicsOf: (view) =>
      [...shipped, ...own].filter(({ compiled }) => matchTopic(compiled, view).matched).map(({ key }) => key),
    cards: (place) => inForce(place).map(card),
    inForce: (place) =>
      inForce(place).map(({ key, topic }) => ({
        ...topic,
        id: key,
        aliases: { ...aliases, ...topic.aliases },
      })),
    asked(query, view) {
      const compiled = compile(query);
      return compiled.ok && matchTopic(compiled.value, view).matched;
    },
    async change(place, change, by) {
      await refresh();
      if (change.do === 'add') return add(place, change, by);
      const held = inForce(place).find((h) => h.key === change.topic);
      if (held === undefined) return { ok: false, why: words.topic.gone };
      if (change.do === 'remove') return remove(place, held, by);
      const { topic } = held;
      const edited = {
        ...topic,
        name: change.name ?? topic.name,
        query: change.query ?? topic.query,
        description: change.description ?? topic.description,
      };
      return save(place, edited, held.key, by);
    },
    async try(query, days) {
      await refresh();
      const compiled = compile(query);
      if (!compiled.ok) return compiled;
      const looked = new Set<string>();
      const matched = new Map<string, string[]>();
      for await (const article of past(store.clock.now() - days * DAY)) {
        looked.add(article.story_id);
        if (matched.has(article.story_id)) continue;
        const match = matchTopic(compiled.value, article);
        if (match.matched) matched.set(article.story_id, match.looked.filter((l) => l.found).map(foundAs));
      }
      const stories = await store.topics.storiesShown([...matched.keys()].slice(0, 200));
      const shown = stories.slice(0, SHOWN).map((s) => ({ ...s, why: matched.get(s.id) ?? [] }));
      return { ok: true, value: { looked: looked.size, matched: matched.size, stories: shown } };
    },
  };
}
