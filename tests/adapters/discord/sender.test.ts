import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { message, plain } from '../../../src/shown.ts';
import { until } from '../../until.ts';
import {
  alert,
  at,
  type Bench,
  buttonsOf,
  createBench,
  FORUM,
  NEWS,
  partsOf,
  textOf,
  WIRE,
} from './bench.ts';
import { EDITOR, GUILD, OWNER } from './fake/world.ts';

let b: Bench;
beforeEach(async () => {
  b = await createBench();
});
afterEach(async () => {
  expect(b.fake.complaints).toEqual([]);
  await b.close();
});
const states = async () => (await b.deliveries()).map((d) => d.state);
const titles = (channel: string) =>
  b.world.in(channel).map((m) => /\[(.*?)\]/.exec(textOf(m))?.[1] ?? textOf(m));

describe('posting', () => {
  it('carries its key as an enforced nonce and in a button, and mentions nobody', async () => {
    await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    const [sent] = b.fake.asked('POST', /messages$/);
    const [row] = await b.deliveries();
    expect(sent?.body).toMatchObject({
      nonce: row?.id,
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
    const [message] = b.world.in(NEWS);
    expect(partsOf(message ?? {}).some((p) => p.custom_id?.startsWith(`${row?.id}!`))).toBe(true);
    expect(row).toMatchObject({ state: 'sent', ref: `${NEWS}/${message?.id}` });
  });

  it('pings the role of its subscription alone, silently where it says so', async () => {
    const role = '700000000000000001';
    await b.post(NEWS, alert(`Hostile <@&700000000000000009> @everyone`), { mention: role, silent: true });
    await b.outbox.drain();
    const [message] = b.world.in(NEWS);
    expect(message?.allowed_mentions).toEqual({ parse: [], roles: [role] });
    expect(Number(message?.flags) & (1 << 12)).toBeGreaterThan(0);
    expect(textOf(message ?? {})).toContain(`<@&${role}>`);
    expect(textOf(message ?? {})).not.toContain('<@&700000000000000009>');
  });

  it('starts a thread at the first update, and goes on in it', async () => {
    const story = await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    expect(b.world.threadsOf(NEWS)).toEqual([]);
    await b.reply(story, alert('New in The Star'));
    await b.outbox.drain();
    await b.reply(story, alert('New in The Gull'));
    await b.outbox.drain();
    const [thread] = b.world.threadsOf(NEWS);
    expect(thread?.name).toBe('Bridge opens');
    expect(titles(thread?.id ?? '')).toEqual(['New in The Star', 'New in The Gull']);
    expect(titles(NEWS)).toEqual(['Bridge opens']);
    expect(b.fake.asked('POST', /\/threads$/)).toHaveLength(1);
  });

  it('asks somebody in person once, with what can be done there', async () => {
    const person = '400000000000000004';
    const notice = message([
      { kind: 'text', text: [plain('Did it arrive?')] },
      { kind: 'buttons', buttons: [{ label: 'Post', action: { command: 'held', input: { do: 'post' } } }] },
    ]);
    b.fake.fail('POST', /^\/channels\/5\d+\/messages$/, 'reset after storing');
    const about = { platform: 'discord' as const, tenant: GUILD, channel: NEWS };
    expect(await b.adapter.sender().tell(about, [person], notice)).toBe(true);
    const written = b.world.in(`5${person.slice(1)}`);
    expect(written).toHaveLength(1);
    expect(buttonsOf(written[0] ?? {})).toEqual([]);
    expect(textOf(written[0] ?? {})).toContain('Type /held in the server');
  });

  it('goes on in the thread after a restart', async () => {
    const story = await b.post(NEWS, alert('Bridge opens'));
    await b.reply(story, alert('New in The Star'));
    await b.outbox.drain();
    // A thread that another process started.
    b.fake.fail('POST', /\/threads$/, { status: 400, code: 160004 });
    await b.reply(story, alert('New in The Gull'));
    await b.outbox.drain();
    expect(titles(b.world.threadsOf(NEWS)[0]?.id ?? '')).toEqual(['New in The Star', 'New in The Gull']);
  });

  it.each([
    ['may not be started', { status: 403, code: 50013 }],
    ['are too many', { status: 400, code: 160007 }],
    ['may not be called so', { status: 400, code: 50035 }],
  ])('replies where threads %s', async (_, fault) => {
    const story = await b.post(NEWS, alert('Bridge opens'));
    await b.reply(story, alert('New in The Star'));
    b.fake.fail('POST', /\/threads$/, fault);
    await b.outbox.drain();
    const [first, second] = b.world.in(NEWS);
    expect(second?.message_reference).toMatchObject({ message_id: first?.id });
    expect(await states()).toEqual(['sent', 'sent']);
  });

  it('waits where a forum’s server has all the threads that it may', async () => {
    await b.post(FORUM, alert('Bridge opens'));
    b.fake.fail('POST', /\/threads$/, { status: 400, code: 160006 });
    await b.outbox.drain();
    const [row] = await b.db.selectFrom('deliveries').selectAll().execute();
    expect(row).toMatchObject({ state: 'planned', why: expect.stringContaining('as many open threads') });
    await b.db.updateTable('holds').set({ until: 0 }).execute();
    await b.db.updateTable('deliveries').set({ next_at: 0 }).execute();
    await b.outbox.drain();
    expect(b.world.threadsOf(FORUM)).toHaveLength(1);
  });

  it('starts no thread in a direct message', async () => {
    const sender = b.adapter.sender();
    const to = { ...at(NEWS), tenant: '@1' };
    const post = await sender.deliver({ kind: 'post', to, message: alert('Bridge opens') }, 'k1');
    const parent = post.is === 'sent' ? post.ref : '';
    const reply = { kind: 'reply' as const, to, parent, message: alert('New in The Star') };
    expect(await sender.deliver(reply, 'k2')).toMatchObject({ is: 'sent' });
    expect(b.fake.asked('POST', /\/threads$/)).toEqual([]);
  });

  it('makes a post of a story in a forum, with the tags of its topics, and updates under it', async () => {
    const story = await b.post(FORUM, alert('Bridge opens'), { labels: ['ferries', 'Trams', 'desk'] });
    await b.reply(story, alert('New in The Star'));
    await b.outbox.drain();
    await b.edit(story, alert('Bridge opens early'));
    await b.outbox.drain();
    const [thread] = b.world.threadsOf(FORUM);
    expect(thread).toMatchObject({ name: 'Bridge opens', applied_tags: ['600000000000000002'] });
    expect(titles(thread?.id ?? '')).toEqual(['Bridge opens early', 'New in The Star']);
  });

  it('publishes to an announcement channel’s followers where the subscription says so', async () => {
    await b.post(WIRE, alert('Quiet'));
    await b.post(WIRE, alert('Loud'), { crosspost: true });
    await b.outbox.drain();
    expect(b.world.published).toEqual([b.world.in(WIRE)[1]?.id]);
  });

  it.each([
    ['failed', { status: 503 }],
    ['failed after it was done', { status: 504, stored: true }],
    ['broke off', 'reset' as const],
  ])('publishes later, once, what %s', async (_, fault) => {
    b.fake.fail('POST', /crosspost$/, fault);
    await b.post(WIRE, alert('Loud'), { crosspost: true });
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'planned']);
    b.pass(5_000);
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'sent']);
    expect(b.world.in(WIRE).map((m) => m.id)).toEqual(b.world.published);
  });

  it('publishes what was posted before a stop, once', async () => {
    b.fake.fail('POST', /messages$/, 'hang after storing');
    await b.post(WIRE, alert('Loud'), { crosspost: true });
    await b.outbox.drain();
    expect(b.world.published).toEqual([b.world.in(WIRE)[0]?.id]);
    // It was published, and the process died before it could note that.
    await b.db
      .updateTable('deliveries')
      .set({ state: 'sending', lease_until: 0 })
      .where('kind', '=', 'publish')
      .execute();
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'sent']);
    expect(b.world.in(WIRE)).toHaveLength(1);
  });

  it('posts on while publishing has to wait', async () => {
    b.fake.fail('POST', /crosspost$/, { status: 429, retryAfter: 2 });
    await b.post(WIRE, alert('Loud'), { crosspost: true });
    await b.outbox.drain();
    await b.post(WIRE, alert('Next'));
    await b.outbox.drain();
    expect(titles(WIRE)).toEqual(['Loud', 'Next']);
    expect(b.world.published).toEqual([]);
    await new Promise((done) => setTimeout(done, 2_100));
    await b.outbox.drain();
    expect(b.world.published).toEqual([b.world.in(WIRE)[0]?.id]);
  });

  it.each([
    ['is refused', { status: 403, code: 50013 }],
    ['fails', { status: 500 }],
  ])('gives up publishing that %s for a day, and the channel stays open', async (_, fault) => {
    b.fake.fail('POST', /crosspost$/, fault, 2_000);
    await b.post(WIRE, alert('Loud'), { crosspost: true });
    for (let n = 0; n < 27; n++) {
      expect((await states())[1] ?? 'planned').toBe(n > 24 ? 'refused' : 'planned');
      await b.outbox.drain();
      b.pass(3_600_000);
    }
    expect(await states()).toEqual(['sent', 'refused']);
    expect(b.logged.join()).toContain('published no more');
    expect(await b.desk.closed(at(WIRE))).toBe(null);
  });

  it('publishes in order what a channel refused for a while, asked about once in ten minutes', async () => {
    b.fake.fail('POST', /crosspost$/, { status: 403, code: 50001 }, 6);
    for (const title of ['One', 'Two', 'Three']) await b.post(WIRE, alert(title), { crosspost: true });
    for (let minute = 0; minute < 60; minute++) {
      await b.outbox.drain();
      b.pass(60_000);
    }
    expect(b.fake.asked('POST', /crosspost$/)).toHaveLength(6);
    expect(titles(WIRE)).toEqual(['One', 'Two', 'Three']);
    b.pass(60_000);
    await b.outbox.drain();
    expect(b.world.published).toEqual(b.world.in(WIRE).map((m) => m.id));
  });

  it('publishes what is posted after its channel became an announcement channel, and takes no failed look for another kind', async () => {
    const wire = b.world.channels.get(WIRE);
    if (wire !== undefined) wire.type = 0;
    await b.post(WIRE, alert('Quiet'), { crosspost: true });
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'sent']);
    if (wire !== undefined) wire.type = 5;
    b.fake.fail('GET', new RegExp(`/channels/${WIRE}$`), { status: 404, code: 0 });
    await b.post(WIRE, alert('Loud'), { crosspost: true });
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'sent', 'sent', 'planned']);
    b.pass(600_000);
    await b.outbox.drain();
    expect(b.world.published).toEqual([b.world.in(WIRE)[1]?.id]);
  });

  it('does not ask what a channel is of which the gateway tells', async () => {
    const wire = b.world.channels.get(WIRE);
    if (wire !== undefined) wire.type = 0;
    await b.listen();
    await b.post(WIRE, alert('Quiet'), { crosspost: true });
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'sent']);
    if (wire !== undefined) wire.type = 5;
    b.world.dispatch('CHANNEL_UPDATE', { ...wire });
    await until('one is published', async () => {
      await b.post(WIRE, alert('Loud'), { crosspost: true });
      await b.outbox.drain();
      return b.world.published.length > 0;
    });
    expect(b.fake.asked('GET', new RegExp(`/channels/${WIRE}$`))).toEqual([]);
  });

  it('edits in place', async () => {
    const story = await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    await b.edit(story, alert('Bridge opens early'));
    await b.outbox.drain();
    expect(titles(NEWS)).toEqual(['Bridge opens early']);
  });

  it('says the words alone when Discord refuses the components', async () => {
    b.fake.fail('POST', /messages$/, { status: 400, code: 50035 });
    await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    const [message] = b.world.in(NEWS);
    expect(message?.content).toContain('Bridge opens');
    expect(b.logged.join()).toContain('its words alone are sent');
    expect(await states()).toEqual(['sent']);
  });
});

describe('nothing twice, nothing lost', () => {
  for (const fault of [
    { status: 504, stored: true },
    { status: 500 },
    'reset' as const,
    'reset after storing' as const,
    'hang' as const,
    'hang after storing' as const,
  ]) {
    const name =
      typeof fault === 'string' ? fault : `${fault.status}${fault.stored === true ? ' after storing' : ''}`;
    for (const [where, channel, route] of [
      ['a channel', NEWS, /messages$/],
      ['a forum', FORUM, /\/threads$/],
    ] as const)
      it(`${name} in ${where}`, async () => {
        b.fake.fail('POST', route, fault);
        await b.post(channel, alert('Bridge opens'));
        await b.outbox.drain();
        b.pass(5_000);
        await b.outbox.drain();
        expect(await states()).toEqual(['sent']);
        const all =
          channel === FORUM ? b.world.threadsOf(FORUM).flatMap((t) => b.world.in(t.id)) : b.world.in(NEWS);
        expect(all).toHaveLength(1);
      });
  }

  for (const channel of [NEWS, FORUM])
    it(`after twenty minutes without Discord right after a stored post (${channel === NEWS ? 'channel' : 'forum'})`, async () => {
      b.fake.fail('POST', /messages$|threads$/, 'reset after storing');
      b.fake.fail('GET', /.*/, 'reset', 50);
      await b.post(channel, alert('Bridge opens'));
      for (let minute = 0; minute < 20; minute++) {
        await b.outbox.drain();
        b.pass(60_000);
      }
      b.world.forgetNonces();
      for (let n = 0; n < 60; n++) {
        await b.outbox.drain();
        b.pass(120_000);
      }
      expect(await states()).toEqual(['sent']);
      expect(b.fake.asked('POST', channel === NEWS ? /messages$/ : /threads$/)).toHaveLength(1);
    });

  it('finds an update in its thread', async () => {
    const story = await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    const [first] = b.world.in(NEWS);
    b.fake.fail('POST', new RegExp(`${first?.id}/messages$`), { status: 504, stored: true });
    await b.reply(story, alert('New in The Star'));
    await b.outbox.drain();
    b.world.forgetNonces();
    b.pass(5_000);
    await b.outbox.drain();
    expect(titles(first?.id ?? '')).toEqual(['New in The Star']);
    expect(await states()).toEqual(['sent', 'sent']);
  });

  it.each([
    ['a channel', NEWS, /\/messages$/, /\/messages$/],
    ['a forum', FORUM, /\/threads$/, /\/threads\/active$/],
    ['a forum’s archive', FORUM, /\/threads$/, /archived\/public$/],
  ])('looks for a post in %s no sooner than Discord says', async (_, channel, posted, looked) => {
    b.fake.fail('POST', posted, 'reset after storing');
    b.fake.fail('GET', looked, { status: 429, retryAfter: 2 });
    const from = Date.now();
    await b.post(channel, alert('Bridge opens'));
    await b.outbox.drain();
    const [row] = await b.db.selectFrom('deliveries').selectAll().execute();
    expect(row).toMatchObject({ state: 'planned', doubtful: 1, why: 'Discord asks to wait.' });
    expect(Number(row?.next_at)).toBeGreaterThanOrEqual(from + 1_900);
    expect(Number(row?.next_at)).toBeLessThan(Date.now() + 2_100);
    b.world.forgetNonces();
    await new Promise((done) => setTimeout(done, 2_200));
    await b.outbox.drain();
    expect(await states()).toEqual(['sent']);
    expect(b.fake.asked('POST', posted)).toHaveLength(1);
  });

  it('holds what a channel without history cannot tell', async () => {
    const news = b.world.channels.get(NEWS);
    if (news !== undefined) news.blind = true;
    b.fake.fail('POST', /messages$/, 'reset after storing');
    await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    expect(await states()).toEqual(['held']);
    expect(b.world.in(NEWS)).toHaveLength(1);
  });

  it('holds a reply whose thread shows nothing any more', async () => {
    const story = await b.post(FORUM, alert('Bridge opens'));
    await b.outbox.drain();
    const thread = b.world.threadsOf(FORUM)[0]?.id ?? '';
    b.fake.fail('POST', /messages$/, 'reset after storing');
    const channel = b.world.channels.get(thread);
    if (channel !== undefined) channel.blind = true;
    await b.reply(story, alert('New in The Star'));
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'held']);
    expect(b.world.in(thread)).toHaveLength(2);
  });

  it('cannot tell where so much was written since that the look never comes to its time', async () => {
    const chatter = { id: '', channel_id: NEWS, timestamp: new Date().toISOString(), components: [] };
    const many = Array.from({ length: 2_100 }, () => ({ ...chatter, id: b.world.snowflake() }));
    b.world.messages.set(NEWS, many);
    const letter = { kind: 'post' as const, to: at(NEWS), message: alert('Bridge opens') };
    const sender = b.adapter.sender();
    expect(await sender.find(letter, 'k', Date.now())).toBe('unknowable');
    expect(await sender.find(letter, 'k', Date.now() + 3_600_000)).toBe('absent');
  });

  it('asks nothing about a channel that takes a message', async () => {
    await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    expect(b.fake.requests.map((r) => r.method)).toEqual(['POST']);
  });

  it('keeps an earlier doubt over a closed channel', async () => {
    b.fake.fail('POST', /messages$/, 'reset after storing');
    b.fake.fail('GET', /messages$/, 'reset');
    await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    const news = b.world.channels.get(NEWS);
    if (news !== undefined) news.closed = { status: 403, code: 50001 };
    b.pass(5_000);
    await b.outbox.drain();
    if (news !== undefined) news.closed = null;
    b.world.forgetNonces();
    b.pass(60_000);
    await b.outbox.drain();
    expect(await states()).toEqual(['sent']);
    expect(b.world.in(NEWS)).toHaveLength(1);
  });
});

describe('what Discord slows down or closes', () => {
  it('waits for a channel’s limit and holds no other', async () => {
    b.fake.fail('POST', new RegExp(`${NEWS}/messages$`), { status: 429, retryAfter: 30 });
    await b.post(NEWS, alert('One'));
    await b.post(NEWS, alert('Two'));
    await b.post(WIRE, alert('Other'));
    await b.outbox.drain();
    expect(titles(NEWS)).toEqual([]);
    expect(titles(WIRE)).toEqual(['Other']);
    expect(b.fake.asked('POST', new RegExp(`${NEWS}/messages$`))).toHaveLength(1);
  });

  it('waits for a global limit with everything', async () => {
    b.fake.fail('POST', /messages$/, { status: 429, retryAfter: 30, global: true });
    await b.post(NEWS, alert('One'));
    await b.outbox.drain();
    await b.post(WIRE, alert('Other'));
    await b.outbox.drain();
    expect(b.fake.asked('POST', /messages$/)).toHaveLength(1);
    expect(await states()).toEqual(['planned', 'planned']);
  });

  it('posts in order', async () => {
    for (let n = 0; n < 8; n++) await b.post(NEWS, alert(`Story ${n}`));
    await b.outbox.drain();
    expect(titles(NEWS)).toEqual(Array.from({ length: 8 }, (_, n) => `Story ${n}`));
  });

  it('holds no other channel while one hangs', async () => {
    b.fake.fail('POST', new RegExp(`${NEWS}/messages$`), 'hang');
    await b.post(NEWS, alert('Slow'));
    const draining = b.outbox.drain();
    await new Promise((done) => setTimeout(done, 60));
    for (let n = 0; n < 3; n++) await b.post(WIRE, alert(`Quick ${n}`));
    await draining;
    const first = b.fake.asked('POST', new RegExp(`${WIRE}/messages$`))[0]?.at ?? 0;
    expect(titles(WIRE)).toHaveLength(3);
    expect(first).toBeLessThan(Date.now());
  });

  for (const [name, code, status] of [
    ['deleted', 10003, 404],
    ['hidden', 50001, 403],
    ['forbidden', 50013, 403],
  ] as const)
    it(`pauses a channel that is ${name}, tells a manager once, and resumes by itself`, async () => {
      const wish = { kind: 'topic' as const, value: 'bridges', label: 'Bridges' };
      await b.store.subscriptions.add(at(NEWS), wish, {}, EDITOR);
      const news = b.world.channels.get(NEWS);
      if (news !== undefined) news.closed = { status, code };
      await b.post(NEWS, alert('One'));
      await b.post(NEWS, alert('Two'));
      await b.post(WIRE, alert('Other'));
      for (let n = 0; n < 30; n++) {
        await b.outbox.drain();
        b.pass(60_000);
      }
      expect(titles(WIRE)).toEqual(['Other']);
      // Half an hour with a closed channel: a handful of tries, not one a second.
      const tries = b.fake.requests.filter((r) => r.path.includes(NEWS)).length;
      expect(tries).toBeLessThan(14);
      const dm = b.world.in(`5${EDITOR.slice(1)}`);
      expect(dm).toHaveLength(1);
      expect(textOf(dm[0] ?? {})).toContain(`<#${NEWS}>`);
      expect(await b.store.subscriptions.list(at(NEWS), false)).toHaveLength(1);
      expect(await b.desk.closed(at(NEWS))).not.toBe(null);
      if (news !== undefined) news.closed = null;
      b.pass(3_600_000);
      await b.outbox.drain();
      expect(titles(NEWS)).toEqual(['One', 'Two']);
      expect(await b.desk.closed(at(NEWS))).toBe(null);
    });

  it('pauses a forum that wants a tag and has none to set, says which to make, and goes on when there is one', async () => {
    const wish = { kind: 'topic' as const, value: 'bridges', label: 'Bridges' };
    await b.store.subscriptions.add(at(FORUM), wish, {}, EDITOR);
    const forum = b.world.channels.get(FORUM);
    const desk = forum?.available_tags?.filter((tag) => tag.moderated === true);
    if (forum !== undefined) Object.assign(forum, { flags: 1 << 4, available_tags: desk });
    await b.post(FORUM, alert('Bridge opens'), { labels: ['bridges', 'Bridges'] });
    for (let n = 0; n < 30; n++) {
      await b.outbox.drain();
      b.pass(60_000);
    }
    expect(await states()).toEqual(['planned']);
    expect(b.fake.asked('POST', /threads$/).length).toBeLessThan(28);
    const told = b.world.in(`5${EDITOR.slice(1)}`);
    expect(told).toHaveLength(1);
    expect(textOf(told[0] ?? {})).toContain('such as “Bridges”, or switch off');
    expect(await b.desk.closed(at(FORUM))).toContain('wants a tag');
    forum?.available_tags?.push({ id: '600000000000000001', name: 'Bridges' });
    b.pass(3_600_000);
    await b.outbox.drain();
    expect(await states()).toEqual(['sent']);
    expect(b.world.threadsOf(FORUM)[0]?.applied_tags).toEqual(['600000000000000001']);
  });

  it('looks at a forum’s tags again before it pauses it', async () => {
    await b.post(FORUM, alert('One'));
    await b.outbox.drain();
    const forum = b.world.channels.get(FORUM);
    if (forum !== undefined) forum.flags = 1 << 4;
    await b.post(FORUM, alert('Two'));
    await b.outbox.drain();
    expect(await states()).toEqual(['sent', 'sent']);
    expect(await b.desk.closed(at(FORUM))).toBe(null);
  });

  it('sends nobody a message for every channel of a server that lost them all', async () => {
    const wish = { kind: 'topic' as const, value: 'bridges', label: 'Bridges' };
    for (let n = 0; n < 12; n++) {
      const id = String(220000000000000000n + BigInt(n));
      b.world.addChannel({ id, closed: { status: 403, code: 50013 } });
      await b.store.subscriptions.add(at(id), wish, {}, EDITOR);
      await b.post(id, alert('One'));
      await b.outbox.drain();
    }
    const told = b.world.in(`5${EDITOR.slice(1)}`);
    expect(told).toHaveLength(5);
    expect(textOf(told[4] ?? {})).toContain('Other channels');
  });

  it('tells the owner when the one who subscribed cannot be told', async () => {
    b.fake.fail('POST', new RegExp(`/channels/5${EDITOR.slice(1)}/messages$`), { status: 403, code: 50007 });
    const wish = { kind: 'topic' as const, value: 'bridges', label: 'Bridges' };
    await b.store.subscriptions.add(at(NEWS), wish, {}, EDITOR);
    const news = b.world.channels.get(NEWS);
    if (news !== undefined) news.closed = { status: 403, code: 50013 };
    await b.post(NEWS, alert('One'));
    await b.outbox.drain();
    expect(b.world.in(`5${OWNER.slice(1)}`)).toHaveLength(1);
  });

  it('ends a story whose message was deleted, and the subscription goes on', async () => {
    const story = await b.post(NEWS, alert('Bridge opens'));
    await b.outbox.drain();
    b.world.messages.set(NEWS, []);
    await b.edit(story, alert('Bridge opens early'));
    await b.reply(story, alert('New in The Star'));
    await b.outbox.drain();
    await b.post(NEWS, alert('Another'));
    await b.outbox.drain();
    expect(await states()).toEqual(['dropped', 'refused', 'dropped', 'sent']);
    expect(titles(NEWS)).toEqual(['Another']);
  });

  it('ends a story whose thread was locked', async () => {
    const story = await b.post(NEWS, alert('Bridge opens'));
    await b.reply(story, alert('New in The Star'));
    await b.outbox.drain();
    const [thread] = b.world.threadsOf(NEWS);
    if (thread?.thread_metadata !== undefined) thread.thread_metadata.locked = true;
    await b.reply(story, alert('New in The Gull'));
    await b.outbox.drain();
    expect(await states()).toEqual(['dropped', 'sent', 'refused']);
  });

  it('stops when the token is revoked, tells the operator once, and goes on when it is good again', async () => {
    b.fake.revoke();
    for (let n = 0; n < 5; n++) await b.post(NEWS, alert(`Story ${n}`));
    await b.post(WIRE, alert('Other'));
    for (let n = 0; n < 10; n++) {
      await b.outbox.drain();
      b.pass(5_000);
    }
    const refused = b.fake.requests.filter((r) => r.status === 401);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(8);
    expect(b.logged.filter((l) => l.includes('DISCORD_TOKEN'))).toHaveLength(1);
    b.fake.restore();
    b.pass(600_000);
    await b.outbox.drain();
    expect(titles(NEWS)).toEqual(['Story 0', 'Story 1', 'Story 2', 'Story 3', 'Story 4']);
    expect(titles(WIRE)).toEqual(['Other']);
  });

  it('waits while Discord cannot be reached', async () => {
    const gone = await createBench();
    await gone.fake.close();
    await gone.post(NEWS, alert('One'));
    await gone.outbox.drain();
    expect((await gone.deliveries())[0]).toMatchObject({ state: 'planned', doubtful: 0 });
    expect((await gone.deliveries())[0]?.why).toMatch(/cannot be reached/);
    await gone.adapter.stop();
    await gone.store.close();
  });
});
