/** A desk over a real store in memory, into which a test files articles of its own, and whose channels it reads. */
import { commands } from '../../commands/index.ts';
import { createAnswerer } from '../../src/answer.ts';
import { asTopic, queryProblem } from '../../src/bot.ts';
import type { Caller, Place } from '../../src/chat.ts';
import { createDesk, hereOnly } from '../../src/desk.ts';
import type { Rules } from '../../src/filing/article.ts';
import { type Rephrasing, storyStep } from '../../src/filing/step.ts';
import { createIds } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import type { Article, Topic } from '../../src/news.ts';
import type { Filing } from '../../src/store/filed.ts';
import type { ClaimedItem } from '../../src/store/items.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore } from '../../src/store/store.ts';
import { fingerprint } from '../../src/stories/fingerprint.ts';
import { compileTopic, matchTopic } from '../../src/stories/topics.ts';
import { createTopicBook } from '../../src/topics.ts';
import { attributing } from '../../src/workers/jobs.ts';

export const NOON = Date.parse('2026-11-20T12:00:00Z');
export const HOUR = 3_600_000;

export const TOPICS: Topic[] = [
  { id: 'ferries', name: 'Ferries', query: 'ferry', aliases: {}, description: 'Ferries' },
  { id: 'bridges', name: 'Bridges', query: 'bridge', aliases: {}, description: 'Bridges' },
];
export const HERE: Place = { platform: 'console', tenant: 't', channel: 'here' };
export const THERE: Place = { ...HERE, channel: 'there' };
export const OPERATOR: Caller = {
  id: 'op',
  place: HERE,
  manager: true,
  operator: true,
  locale: 'en',
  direct: false,
};

export type Told = {
  channel: string;
  kind: 'post' | 'edit' | 'reply' | 'list' | 'publish';
  under: string | null;
  plain: string;
};
export type Given = Partial<Pick<Article, 'notice' | 'wire' | 'copiedFrom'>> & {
  url: string;
  outlet: string;
  owner?: string;
  title: string;
  text: string;
  at?: number;
};

export async function openNewsroom(maxAge = 0) {
  const time = { now: NOON };
  const clock = { now: () => time.now };
  const ids = createIds(clock.now, () => 0.5);
  const db = openMemory();
  const store = await createStore(db, clock, ids, true);
  const read = await attributing('rules');
  const book = createTopicBook(store, TOPICS);
  const view = (
    article: Pick<Filing['article'], 'title' | 'text' | 'outlet' | 'country'>,
    said: { speaker: string | null }[],
  ) => ({
    ...article,
    speakers: said.flatMap((s) => s.speaker ?? []),
  });
  const rules: Rules = {
    outlets: [],
    languages: ['en'],
    refresh: book.refresh,
    topicsOf: (article, said) => book.topicsOf(view(article, said)),
    matches(query, article, said) {
      const own = compileTopic(asTopic(query, {}));
      return own.ok && matchTopic(own.value, view(article, said)).matched;
    },
  };
  const desk = createDesk({
    draw: async () => ({ ok: true, value: new Uint8Array() }),
    reach: hereOnly,
    store,
    topics: TOPICS,
    maxAge,
    book,
    commands,
    queryProblem: (q) => queryProblem(q, TOPICS),
  });
  const answer = createAnswerer({ commands, desk, ids, log: createLog('silent', false, process.stderr) });
  const parts = {
    store,
    rules,
    ids,
    extractor: 'rules' as const,
    maxAge,
    rephrasing: null as Rephrasing | null,
    burst: 0,
    now: clock.now,
  };

  /** Files an article, or a later version of the one at its address. */
  async function file(given: Given) {
    const key = given.url.replace(/^https:\/\//, '');
    const notice = given.notice ?? null;
    const article: Filing['article'] = {
      url_key: key,
      url: given.url,
      outlet_id: null,
      outlet: given.outlet,
      owner: given.owner ?? null,
      country: null,
      state_media: 0,
      title: given.title,
      byline: '[]',
      wire: given.wire ?? null,
      published: new Date(given.at ?? time.now).toISOString(),
      published_at: given.at ?? time.now,
      at: given.at ?? time.now,
      language: 'en',
      digest: JSON.stringify([given.title, given.text, notice]),
      text: given.text,
      boilerplate: '[]',
      topics: '[]',
      notice: notice?.kind ?? null,
      notice_text: notice?.text ?? null,
      print: '',
      backlog: 0,
      excerpt: 0,
    };
    const page: Article = {
      url: given.url,
      copiedFrom: given.copiedFrom ?? null,
      title: given.title,
      byline: [],
      outlet: given.outlet,
      wire: given.wire ?? null,
      publishedAt: null,
      language: 'en',
      text: given.text,
      boilerplate: [],
      notice,
    };
    const statements = read(given.text, { title: given.title, publishedAt: null });
    const print = fingerprint(given);
    await rules.refresh();
    const around = await store.filing.lookAround(key, print, article.at);
    const item = { id: key, digest: '', backlog: 0, feed_kind: 'web' } as ClaimedItem;
    const filed = await storyStep(parts, item, { article: page, statements }, article, print, around);
    if (filed === null) throw new Error('another filing came between');
    return filed;
  }

  /** All that goes out now, in order. */
  async function deliver(): Promise<Told[]> {
    const told: Told[] = [];
    for (;;) {
      const due = await store.deliveries.claim(['console'], 20, 1_000);
      if (due.length === 0) return told;
      for (const d of due) {
        told.push({
          channel: d.channel,
          kind: d.kind,
          under: d.parent_ref,
          plain: JSON.parse(d.message).plain,
        });
        await store.deliveries.settle(d.id, { state: 'sent', ref: d.id });
      }
    }
  }
  return {
    db,
    rephraseWith: (rephrasing: Rephrasing) => {
      parts.rephrasing = rephrasing;
    },
    store,
    desk,
    file,
    deliver,
    later: (ms: number) => {
      time.now += ms;
    },
    say: async (command: string, input: Record<string, string> = {}, caller = OPERATOR) =>
      (await answer({ command, input, caller })).plain,
    subscribe: (place: Place, kind: 'topic' | 'query', value: string) =>
      store.subscriptions.add(place, { kind, value, label: value }, {}, 'me'),
  };
}
export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;
