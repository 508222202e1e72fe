/** What every store must do, whatever its engine. Run over each implementation on the real engine. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Message, Place } from '../../src/chat.ts';
import { createIds, type Ids } from '../../src/ids.ts';
import type { FeedItem } from '../../src/news.ts';
import { planEdit, planPost, planReply, postsOf } from '../../src/store/deliveries.ts';
import { itemDigest } from '../../src/store/feeds.ts';
import type { Filing } from '../../src/store/filed.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { fingerprint } from '../../src/stories/fingerprint.ts';

export type Engine = { open(): Promise<Parameters<typeof createStore>[0]> };

export const NOTHING = { statements: [], voices: [], article: null, version: false };

const HERE: Place = { platform: 'console', tenant: 'terminal', channel: 'one' };
const THERE: Place = { ...HERE, channel: 'two' };
const words = (plain: string): Message => ({ nodes: [], plain });

const item = (id: string, change: Partial<FeedItem> = {}): FeedItem & { digest: string } => {
  const whole: FeedItem = {
    id,
    url: `https://paper.example/${id}`,
    title: `Title of ${id}`,
    publishedAt: '2026-11-01T10:00:00Z',
    byline: [],
    html: null,
    summary: null,
    outlet: null,
    ...change,
  };
  return { ...whole, digest: itemDigest(whole) };
};

/** The post of a story in one channel. */
export const postOf = async (tx: Parameters<typeof postsOf>[0], to: Place, storyId: string) =>
  (await postsOf(tx, storyId)).find((p) => p.channel === to.channel);

export function filing(
  itemId: string,
  counter: number,
  change: {
    digest?: string;
    key?: string;
    text?: string;
    storyId?: string;
    speaker?: string;
    words?: string;
    known?: string;
  } = {},
): Filing {
  const text =
    change.text ?? 'The bridge will open in May, said Anna Berg, a port engineer. Cranes arrived on Monday.';
  const print = fingerprint({ title: 'Bridge', text });
  return {
    item: { id: itemId, why: 'A new story.', digest: change.digest ?? '' },
    counter,
    article: {
      url_key: change.key ?? 'paper.example/a',
      url: `https://${change.key ?? 'paper.example/a'}`,
      outlet_id: null,
      outlet: 'Paper',
      owner: null,
      country: null,
      state_media: 0,
      title: 'Bridge',
      byline: '[]',
      wire: null,
      published: '2026-11-01',
      published_at: 1_000,
      at: 1_000,
      language: 'en',
      digest: text,
      text,
      boilerplate: '[]',
      topics: '["bridges"]',
      notice: null,
      notice_text: null,
      print: JSON.stringify(print),
      backlog: 0,
    },
    existing: null,
    placement: {
      storyId: change.storyId ?? null,
      role: 'original',
      copyOf: null,
      wire: null,
      follows: null,
      why: ['A new story.'],
    },
    print,
    extractor: 'test',
    statements: [
      {
        known: change.known ?? null,
        sameAs: null,
        isVoice: false,
        speaker: { name: change.speaker ?? 'Anna Berg', role: 'port engineer', kind: 'person' },
        kind: 'indirect',
        stance: 'said',
        cue: 'said',
        source: 'Anna Berg',
        saidOn: null,
        via: null,
        pieces: [{ text: change.words ?? 'The bridge will open in May', quoted: false }],
        paragraph: text,
        spans: [{ start: 0, end: 27 }],
      },
    ],
    summary: ['Cranes arrived on Monday.'],
  };
}

export function storeContract(name: string, engine: Engine): void {
  describe(`store on ${name}`, () => {
    let store: Store;
    let ids: Ids;
    let now = 10_000_000;
    const clock = { now: () => now };
    beforeEach(async () => {
      now = 10_000_000;
      ids = createIds(clock.now, () => 0.5);
      store = await createStore(await engine.open(), clock, ids, true);
    });
    const addFeed = async () => {
      await store.feeds.configure([
        { id: 'f', url: 'https://paper.example/feed', kind: 'web', title: 'Paper', outletId: null },
      ]);
      const [feed] = await store.feeds.claimDue(10, 1_000);
      if (feed === undefined) throw new Error('no feed is due');
      return feed;
    };
    const polled = (items: ReturnType<typeof item>[], etag = 'e1') => ({
      validators: { etag, lastModified: null },
      movedTo: null,
      title: null,
      items,
      nextPollAt: now + 500,
    });
    const oneItem = async () => {
      await store.feeds.polled(await addFeed(), polled([item('a')]), 0);
      const [claimed] = await store.items.claim(1, 1_000);
      if (claimed === undefined) throw new Error('no item is pending');
      return claimed;
    };
    const db = async <T>(run: Parameters<Store['filing']['commit']>[1], what: Filing): Promise<T | null> =>
      (await store.filing.commit(what, run)) as T | null;

    it('leases a due feed to one taker, and to another when the lease has run out', async () => {
      await addFeed();
      expect(await store.feeds.claimDue(10, 1_000)).toEqual([]);
      now += 1_001;
      expect((await store.feeds.claimDue(10, 1_000)).map((f) => f.id)).toEqual(['f']);
    });

    it('commits validators with every unseen item, and reads an item again only when its words change', async () => {
      const feed = await addFeed();
      expect(await store.feeds.polled(feed, polled([item('a'), item('b')]), 0)).toEqual({
        unseen: 2,
        touched: 0,
      });
      now += 600;
      const [again] = await store.feeds.claimDue(10, 1_000);
      if (again === undefined) throw new Error('not due');
      expect(again.etag).toBe('e1');
      const changed = [
        item('a', { publishedAt: '2026-11-02T10:00:00Z' }),
        item('b', { title: 'Another title' }),
      ];
      expect(await store.feeds.polled(again, polled(changed, 'e2'), 0)).toEqual({ unseen: 0, touched: 1 });
    });

    it('keeps the backlog of a feed added later, and of items older than is alerted, but not of a first start', async () => {
      const feed = await addFeed();
      await store.feeds.polled(feed, polled([item('a')]), Date.parse('2026-11-01'));
      await store.feeds.configure([
        { id: 'f', url: feed.url, kind: 'web', title: null, outletId: null },
        { id: 'g', url: 'https://other.example/feed', kind: 'web', title: null, outletId: null },
      ]);
      const due = await store.feeds.claimDue(10, 1_000);
      const later = due.find((f) => f.id === 'g');
      if (later === undefined) throw new Error('the new feed is not due');
      await store.feeds.polled(later, polled([item('x')]), 0);
      const second = due.find((f) => f.id === 'f');
      if (second === undefined) throw new Error('not due');
      await store.feeds.polled(
        second,
        polled([item('old', { publishedAt: '2020-01-01T00:00:00Z' })]),
        Date.parse('2026-11-01'),
      );
      const claimed = await store.items.claim(10, 1_000);
      expect(Object.fromEntries(claimed.map((i) => [i.guid, i.backlog]))).toEqual({ a: 0, x: 1, old: 1 });
    });

    it('gives items in order of publication and retries at their own time', async () => {
      const feed = await addFeed();
      const later = item('later', { publishedAt: '2026-11-03T00:00:00Z' });
      await store.feeds.polled(feed, polled([later, item('first')]), 0);
      const claimed = await store.items.claim(10, 1_000);
      expect(claimed.map((i) => i.guid)).toEqual(['first', 'later']);
      const [first] = claimed;
      if (first === undefined) throw new Error('nothing claimed');
      await store.items.retry(first, 'the site was away', now + 5_000);
      expect(await store.items.claim(10, 1_000)).toEqual([]);
      now += 5_000;
      expect((await store.items.claim(10, 1_000)).find((i) => i.guid === 'first')?.attempts).toBe(1);
    });

    it('files an article with its statements, its story and its deliveries, or nothing of it', async () => {
      const claimed = await oneItem();
      const broken = store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async () => {
        throw new Error('killed here');
      });
      await expect(broken).rejects.toThrow('killed here');
      expect(await store.stories.latest(null, 5)).toEqual([]);
      const filed = await store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), (tx, f) =>
        planPost(tx, ids, clock, HERE, f.storyId, words('alert'), NOTHING),
      );
      expect(filed?.newStory).toBe(true);
      expect(await store.items.pending()).toBe(0);
      expect(await store.deliveries.open()).toBe(1);
      const found = await store.statements.find({ offset: 0, limit: 5 });
      expect(found).toMatchObject({ total: 1, stories: 1, outlets: 1 });
      expect(found.statements[0]?.speaker?.name).toBe('Anna Berg');
    });

    it('refuses a filing when another came between, so that two copies end in one story', async () => {
      const claimed = await oneItem();
      const [a, b] = await Promise.all([
        db(async () => {}, filing(claimed.id, 0, { digest: claimed.digest })),
        db(async () => {}, filing(claimed.id, 0, { key: 'paper.example/b' })),
      ]);
      expect([a, b].filter((f) => f === null)).toHaveLength(1);
      const around = await store.filing.lookAround(
        'paper.example/c',
        fingerprint({ title: 'Bridge', text: filing('', 0).article.text }),
        1_000,
      );
      expect(around.counter).toBe(1);
      expect(around.neighbours).toHaveLength(1);
    });

    it('makes the same words in another outlet another sighting of one statement, and merges a speaker by full name only', async () => {
      const claimed = await oneItem();
      const first = await store.filing.commit(
        filing(claimed.id, 0, { digest: claimed.digest }),
        async () => {},
      );
      const known = first?.statements[0]?.id;
      if (first === null || known === undefined) throw new Error('not filed');
      await store.filing.commit(
        filing(claimed.id, 1, { key: 'copy.example/a', storyId: first.storyId, known }),
        async () => {},
      );
      await store.filing.commit(
        filing(claimed.id, 2, { key: 'c.example/a', speaker: 'Ann-Marie Berg', words: 'I was not asked' }),
        async () => {},
      );
      await store.filing.commit(
        filing(claimed.id, 3, { key: 'd.example/a', speaker: 'Anna  BERG', words: 'Cranes are slow' }),
        async () => {},
      );
      const bergs = await store.speakers.named('Berg');
      expect(bergs.map((s) => [s.name, s.statements])).toEqual([
        ['Anna Berg', 2],
        ['Ann-Marie Berg', 1],
      ]);
      expect((await store.speakers.named('Anna Berg')).map((s) => s.name)).toEqual(['Anna Berg']);
      const found = await store.statements.find({ about: 'bridge open', offset: 0, limit: 5 });
      expect(found.statements.map((s) => s.sightings.length)).toEqual([2]);
      expect((await store.statements.find({ about: 'bridge closed', offset: 0, limit: 5 })).total).toBe(0);
    });

    it('replaces the sightings of a changed article and forgets nothing that was said', async () => {
      const claimed = await oneItem();
      const first = await store.filing.commit(
        filing(claimed.id, 0, { digest: claimed.digest }),
        async () => {},
      );
      const around = await store.filing.lookAround(
        'paper.example/a',
        fingerprint({ title: '', text: '' }),
        1_000,
      );
      const changed = {
        ...filing(claimed.id, 1, {
          words: 'It will open in June',
          text: 'Another text altogether stands here now.',
        }),
        existing: around.existing,
      };
      const second = await store.filing.commit(changed, async () => {});
      expect(second?.version).toBe(2);
      expect(second?.storyId).toBe(first?.storyId);
      expect((await store.statements.find({ offset: 0, limit: 5 })).total).toBe(2);
    });

    it('refuses a second alert for a story in a channel', async () => {
      const claimed = await oneItem();
      const filed = await store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), (tx, f) =>
        planPost(tx, ids, clock, HERE, f.storyId, words('alert'), NOTHING),
      );
      const twice = store.filing.commit(
        filing(claimed.id, 1, { key: 'x.example/a', storyId: filed?.storyId ?? '' }),
        (tx, f) => planPost(tx, ids, clock, HERE, f.storyId, words('again'), NOTHING),
      );
      await expect(twice).rejects.toThrow(/unique/i);
    });

    it('delivers in order within a channel, lets a reply wait for its post, and holds no other channel', async () => {
      const claimed = await oneItem();
      await store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async (tx, f) => {
        await planPost(tx, ids, clock, HERE, f.storyId, words('alert'), NOTHING);
        await planPost(tx, ids, clock, THERE, f.storyId, words('alert there'), NOTHING);
        const post = await postOf(tx, HERE, f.storyId);
        if (post !== undefined) await planReply(tx, ids, clock, post, words('reply'), NOTHING);
      });
      const [one, two] = await store.deliveries.claim(['console'], 10, 1_000);
      expect([one?.channel, two?.channel]).toEqual(['one', 'two']);
      expect(await store.deliveries.claim(['console'], 10, 1_000)).toEqual([]);
      await store.deliveries.settle(one?.id ?? '', { state: 'sent', ref: 'r1' });
      const [reply] = await store.deliveries.claim(['console'], 10, 1_000);
      expect(reply).toMatchObject({ kind: 'reply', parent_ref: 'r1' });
    });

    it('rewrites a post that has not left, keeps only the newest edit, and plans none without a change', async () => {
      const claimed = await oneItem();
      const filed = await store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), (tx, f) =>
        planPost(tx, ids, clock, HERE, f.storyId, words('alert'), NOTHING),
      );
      const edit = (n: number, plain: string) =>
        store.filing.commit(
          filing(claimed.id, n, { key: `k${n}.example`, storyId: filed?.storyId ?? '' }),
          async (tx, f) => {
            const post = await postOf(tx, HERE, f.storyId);
            if (post !== undefined) await planEdit(tx, ids, clock, post, words(plain));
          },
        );
      await edit(1, 'alert, also in B');
      const [post] = await store.deliveries.claim(['console'], 10, 1_000);
      expect(JSON.parse(post?.message ?? '{}').plain).toBe('alert, also in B');
      await store.deliveries.settle(post?.id ?? '', { state: 'sent', ref: 'r1' });
      await edit(2, 'alert, also in B');
      expect(await store.deliveries.open()).toBe(0);
      await edit(3, 'alert, also in B, C');
      await edit(4, 'alert, also in B, C, D');
      const left = await store.deliveries.claim(['console'], 10, 1_000);
      expect(left.map((d) => JSON.parse(d.message).plain)).toEqual(['alert, also in B, C, D']);
    });

    it('brings back as doubtful what a dead process was sending, and ends replies with a refused post', async () => {
      const claimed = await oneItem();
      await store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async (tx, f) => {
        await planPost(tx, ids, clock, HERE, f.storyId, words('alert'), NOTHING);
        const post = await postOf(tx, HERE, f.storyId);
        if (post !== undefined) await planReply(tx, ids, clock, post, words('reply'), NOTHING);
      });
      expect((await store.deliveries.claim(['console'], 10, 1_000))[0]?.doubtful).toBe(0);
      await store.deliveries.freeLeases();
      const [again] = await store.deliveries.claim(['console'], 10, 1_000);
      expect(again).toMatchObject({ doubtful: 1, attempts: 2 });
      await store.deliveries.settle(again?.id ?? '', { state: 'refused', why: 'too long' });
      expect(await store.deliveries.claim(['console'], 10, 1_000)).toEqual([]);
      expect(await store.deliveries.open()).toBe(0);
    });

    it('never lends a surname to another story, and gives it its full name within its own', async () => {
      const claimed = await oneItem();
      const file = (n: number, speaker: string, storyId?: string) =>
        store.filing.commit(
          filing(claimed.id, n, {
            key: `p.example/${n}`,
            speaker,
            words: `Words number ${n}`,
            ...(storyId === undefined ? {} : { storyId }),
          }),
          async () => {},
        );
      const first = await file(0, 'Anna Berg');
      await file(1, 'Berg', first?.storyId);
      await file(2, 'Berg');
      expect((await store.speakers.named('Anna Berg')).map((s) => s.statements)).toEqual([2]);
      expect((await store.speakers.named('Berg')).map((s) => [s.name, s.statements])).toEqual([
        ['Anna Berg', 2],
        ['Berg', 1],
      ]);
      const third = await file(3, 'Fisk');
      await file(4, 'Otto Fisk', third?.storyId);
      expect((await store.speakers.named('Fisk')).map((s) => [s.name, s.statements])).toEqual([
        ['Otto Fisk', 2],
      ]);
      const fifth = await file(5, 'Otto Fisk');
      await file(6, 'Ada Fisk', fifth?.storyId);
      await file(7, 'Fisk', fifth?.storyId);
      expect((await store.speakers.named('Fisk')).map((s) => [s.name, s.statements])).toEqual([
        ['Otto Fisk', 3],
        ['Ada Fisk', 1],
        ['Fisk', 1],
      ]);
    });

    it('shows the fullest quotation, wherever it stands, and marks what an article no longer says', async () => {
      const claimed = await oneItem();
      const full = 'We would rather be late than wet, and we will be both';
      const first = await store.filing.commit(filing(claimed.id, 0, { words: full }), async () => {});
      const known = first?.statements[0]?.id ?? '';
      const storyId = first?.storyId ?? '';
      await store.filing.commit(
        filing(claimed.id, 1, { key: 'b.example/1', storyId, known, words: 'rather be late' }),
        async () => {},
      );
      const shown = async () => (await store.statements.find({ storyId, offset: 0, limit: 5 })).statements;
      expect((await shown())[0]?.pieces[0]?.text).toBe(full);
      const around = await store.filing.lookAround(
        'paper.example/a',
        fingerprint({ title: '', text: '' }),
        1_000,
      );
      const changed = filing(claimed.id, 2, { storyId, words: 'Nothing of the kind', text: 'Another text.' });
      await store.filing.commit({ ...changed, existing: around.existing }, async () => {});
      const [late, other] = await shown();
      expect(late?.pieces[0]?.text).toBe('rather be late');
      expect(late?.sightings.map((s) => [s.outlet, s.mark])).toEqual([['Paper', null]]);
      expect(other?.pieces[0]?.text).toBe('Nothing of the kind');
      const again = await store.filing.lookAround(
        'paper.example/a',
        fingerprint({ title: '', text: '' }),
        1_000,
      );
      const third = filing(claimed.id, 3, { storyId, words: 'Yet something else', text: 'A third text.' });
      await store.filing.commit({ ...third, existing: again.existing }, async () => {});
      expect((await shown()).map((s) => [s.pieces[0]?.text, s.mark])).toEqual([
        ['rather be late', null],
        ['Nothing of the kind', 'changed'],
        ['Yet something else', null],
      ]);
    });

    it('counts the same words twice in one article once', async () => {
      const claimed = await oneItem();
      const one = filing(claimed.id, 0);
      const twice = {
        ...one,
        statements: [...one.statements, ...one.statements.map((s) => ({ ...s, sameAs: 0 }))],
      };
      const filed = await store.filing.commit(twice, async () => {});
      expect(filed?.statements).toHaveLength(1);
      expect((await store.statements.find({ about: 'bridge', offset: 0, limit: 5 })).total).toBe(1);
    });

    it('reads an item again when its feed changed it while it was being read', async () => {
      const feed = await addFeed();
      await store.feeds.polled(feed, polled([item('a')]), 0);
      const [claimed] = await store.items.claim(1, 60_000);
      if (claimed === undefined) throw new Error('nothing claimed');
      now += 600;
      const [again] = await store.feeds.claimDue(1, 1_000);
      if (again === undefined) throw new Error('not due');
      await store.feeds.polled(again, polled([item('a', { title: 'A newer title' })], 'e2'), 0);
      await store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async () => {});
      expect((await store.items.claim(1, 60_000)).map((i) => i.title)).toEqual(['A newer title']);
    });

    it('lets no old edit follow a post that was rewritten', async () => {
      const claimed = await oneItem();
      const filed = await store.filing.commit(filing(claimed.id, 0), (tx, f) =>
        planPost(tx, ids, clock, HERE, f.storyId, words('alert'), NOTHING),
      );
      const edit = (n: number, plain: string) =>
        store.filing.commit(
          filing(claimed.id, n, { key: `k${n}.example`, storyId: filed?.storyId ?? '' }),
          async (tx, f) => {
            const post = await postOf(tx, HERE, f.storyId);
            if (post !== undefined) await planEdit(tx, ids, clock, post, words(plain));
          },
        );
      const [sending] = await store.deliveries.claim(['console'], 1, 1_000);
      await edit(1, 'also in B');
      await store.deliveries.settle(sending?.id ?? '', {
        state: 'planned',
        nextAt: now,
        why: 'busy',
        doubtful: false,
      });
      await edit(2, 'also in B, C');
      const [post] = await store.deliveries.claim(['console'], 10, 1_000);
      expect(JSON.parse(post?.message ?? '{}').plain).toBe('also in B, C');
      await store.deliveries.settle(post?.id ?? '', { state: 'sent', ref: 'r' });
      expect(await store.deliveries.claim(['console'], 10, 1_000)).toEqual([]);
    });

    it('starts a mended feed address afresh', async () => {
      const feed = await addFeed();
      await store.feeds.polled(feed, polled([item('a')]), 0);
      await store.feeds.failed(feed, 'gone', now + 86_400_000, true);
      const mended = {
        id: 'f',
        url: 'https://paper.example/new-feed',
        kind: 'web' as const,
        title: null,
        outletId: null,
      };
      await store.feeds.configure([mended]);
      expect((await store.feeds.claimDue(1, 1_000))[0]).toMatchObject({
        url: mended.url,
        etag: null,
        failures: 0,
        complained: 0,
      });
    });

    it('reads an article again: ids survive, errors go, decisions stay', async () => {
      const claimed = await oneItem();
      const base = filing(claimed.id, 0);
      const [one] = base.statements;
      if (one === undefined) throw new Error('no statement');
      const say = (words: string, speaker: string) => ({
        ...one,
        speaker: { name: speaker, role: null, kind: 'person' as const },
        pieces: [{ text: words, quoted: true }],
      });
      const three = [
        say('The bridge opens in May, all being well', 'Wrong Person'),
        say('Nobody ever said this', 'Nobody Real'),
        say('A decided statement about cranes', 'Otto Fisk'),
      ];
      const filed = await store.filing.commit({ ...base, statements: three }, (tx, f) =>
        planPost(tx, ids, clock, HERE, f.storyId, words('alert'), {
          ...NOTHING,
          statements: f.statements.map((x) => x.id),
        }),
      );
      const [first, , third] = filed?.statements.map((x) => x.id) ?? [];
      const ada = { kind: 'reassign-new' as const, statement: third ?? '', name: 'Ada Decided' };
      expect(await store.decisions.decide(ada, 'me', async () => {})).toEqual({ ok: true, value: 1 });
      const [article] = await store.reattribution.next('better', '', 10);
      if (article === undefined) throw new Error('nothing to read again');
      const replanned: string[][] = [];
      const again = [
        say('The bridge opens in May, all being well,', 'Anna Berg'),
        say('A decided statement about cranes', 'Otto Fisk'),
        say('Something new entirely', 'Anna Berg'),
      ];
      await store.reattribution.replace(
        article,
        'better',
        again,
        async (_tx, stories) => void replanned.push(stories),
      );
      const { statements } = await store.statements.find({ offset: 0, limit: 9 });
      expect(
        statements.map((x) => [x.id === first || x.id === third, x.speaker?.name, x.pieces[0]?.text]),
      ).toEqual([
        [true, 'Anna Berg', 'The bridge opens in May, all being well,'],
        [true, 'Ada Decided', 'A decided statement about cranes'],
        [false, 'Anna Berg', 'Something new entirely'],
      ]);
      expect((await store.statements.find({ about: 'nobody ever', offset: 0, limit: 9 })).total).toBe(0);
      expect(replanned).toEqual([[filed?.storyId]]);
      expect(await store.reattribution.next('better', '', 10)).toEqual([]);
    });

    it('keeps subscriptions by channel, each once', async () => {
      const wish = { kind: 'topic' as const, value: 'bridges', label: 'Bridges' };
      expect(await store.subscriptions.add(HERE, wish, 'me')).toBe(true);
      expect(await store.subscriptions.add(HERE, wish, 'me')).toBe(false);
      expect(await store.subscriptions.list(THERE, false)).toEqual([]);
      const [mine] = await store.subscriptions.list(HERE, false);
      expect(await store.subscriptions.remove({ ...HERE, tenant: 'somebody else' }, mine?.id ?? '')).toBe(
        false,
      );
      expect(await store.subscriptions.remove(HERE, mine?.id ?? '')).toBe(true);
    });
  });
}
