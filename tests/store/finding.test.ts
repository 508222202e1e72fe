import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillWorld } from '../../bench/million/fill.ts';
import { type Batch, makeWorld, UNTIL } from '../../bench/million/world.ts';
import { chance } from '../../bench/newsstream.ts';
import { createCompletion } from '../../src/completion.ts';
import { createIds } from '../../src/ids.ts';
import type { StatementQuery } from '../../src/store/finding.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { COUNTED } from '../../src/store/statements.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { freshDatabase } from '../postgres.ts';

const STATEMENTS = 7_000;
const SPEAKERS = 60;
const DAY = 86_400_000;

/** The same world, kept as plain lists: what an answer is by looking at everything. */
function plainly() {
  const world = makeWorld(STATEMENTS, SPEAKERS);
  const all: Batch = { articles: [], statements: [], sightings: [], words: [] };
  for (const batch of world.batches) {
    all.articles.push(...batch.articles);
    all.statements.push(...batch.statements);
    all.sightings.push(...batch.sightings);
    all.words.push(...batch.words);
  }
  const words = new Map(all.words.map((w) => [w.id, new Set(w.words.split(' '))]));
  const kind = new Map(all.sightings.map((s) => [s.id, s.kind]));
  const onTopic = new Map(
    ['arms', 'tides'].map((t) => [
      t,
      new Set(world.topics.filter((x) => x.topic === t).map((x) => x.story_id)),
    ]),
  );
  const find = (q: Omit<StatementQuery, 'offset' | 'limit'>) =>
    all.statements
      .filter(
        (s) =>
          s.withdrawn === 0 &&
          (q.speakerId === undefined || s.speaker_id === q.speakerId) &&
          (q.storyId === undefined || s.story_id === q.storyId) &&
          (q.topic === undefined || onTopic.get(q.topic)?.has(s.story_id)) &&
          (q.since === undefined || s.at >= q.since) &&
          (q.onlyQuotes !== true || kind.get(s.shown_id) !== 'indirect') &&
          (q.about ?? '').split(' ').every((w) => w === '' || words.get(s.words_id)?.has(w)),
      )
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return { world, all, find };
}

describe('finding among thousands, on both engines', () => {
  const { world, all, find } = plainly();
  const stores: Store[] = [];
  beforeAll(async () => {
    const at = openPostgres(await freshDatabase());
    if (!at.ok) throw new Error(at.why);
    for (const db of [openMemory(), at.value.db]) {
      const clock = { now: () => UNTIL };
      stores.push(
        await createStore(
          db,
          clock,
          createIds(clock.now, () => 0.5),
          true,
        ),
      );
      await fillWorld(db, makeWorld(STATEMENTS, SPEAKERS));
    }
  }, 120_000);
  afterAll(async () => {
    for (const store of stores) await store.close();
  });

  it('gives the same as looking at everything, in the same order, whatever is asked', async () => {
    const random = chance(5);
    const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
    const maybe = <T>(share: number, make: () => T): T | undefined => (random() < share ? make() : undefined);
    let large = 0;
    let found = 0;
    for (let i = 0; i < 150; i++) {
      const asked = {
        speakerId: maybe(0.4, () => world.speakers[Math.floor(random() ** 3 * SPEAKERS)]?.id ?? ''),
        about: maybe(0.5, () =>
          random() < 0.2
            ? pick(world.rare).join(' ')
            : Array.from(
                { length: 1 + Math.floor(random() * 2) },
                () => world.vocabulary[Math.floor(random() ** 2 * 60)],
              ).join(' '),
        ),
        topic: maybe(0.3, () => (random() < 0.7 ? 'arms' : 'tides')),
        since: maybe(0.3, () => UNTIL - Math.floor(random() * 1_500) * DAY),
        storyId: maybe(0.05, () => pick(all.statements).story_id),
        onlyQuotes: maybe(0.2, () => true),
      };
      const query = Object.fromEntries(Object.entries(asked).filter(([, v]) => v !== undefined));
      const whole = find(query);
      const offset = pick([0, 0, 8, 40, 296, 304, 1_000]);
      const page = whole.slice(offset, offset + 8).map((s) => s.id);
      const counted = Math.max(COUNTED, offset + 8);
      for (const store of stores) {
        const answer = await store.statements.find({ ...query, offset, limit: 8 });
        const about = JSON.stringify({ ...query, offset });
        expect(
          answer.statements.map((s) => s.id),
          about,
        ).toEqual(page);
        const exact = whole.length <= counted || Object.keys(query).join() === 'speakerId';
        expect(answer, about).toMatchObject({
          total: exact ? whole.length : counted,
          more: !exact,
          stories: whole.length <= COUNTED ? new Set(whole.map((s) => s.story_id)).size : null,
        });
        if (whole.length <= COUNTED) {
          const ids = new Set(whole.map((s) => s.id));
          const articles = new Set(
            all.sightings.filter((s) => ids.has(s.statement_id)).map((s) => s.article_id),
          );
          const outlets = new Set(all.articles.filter((a) => articles.has(a.id)).map((a) => a.outlet));
          expect(answer.outlets, about).toBe(outlets.size);
        }
      }
      large += whole.length > counted ? 1 : 0;
      found += page.length > 0 ? 1 : 0;
    }
    // The questions are worth asking: many have an answer, some one that is not counted to its end.
    expect(found).toBeGreaterThan(60);
    expect(large).toBeGreaterThan(5);
  }, 120_000);

  it('offers the same speakers for the same misspelling', async () => {
    const [one, two] = stores.map((store) => createCompletion(store));
    for (const { name } of world.speakers.slice(0, 30)) {
      const typed = name.slice(0, 3) + name.slice(4);
      const [here, there] = [await one?.speakers(typed, 5), await two?.speakers(typed, 5)];
      expect(here).toEqual(there);
      expect(here?.map((s) => s.name)).toContain(name);
    }
  });

  it('keeps count of who has said how much', async () => {
    for (const store of stores)
      for (const { id } of world.speakers) {
        const his = all.statements.filter((s) => s.speaker_id === id && s.withdrawn === 0);
        expect((await store.speakers.byId(id))?.statements ?? 0).toBe(his.length);
      }
  });
});
