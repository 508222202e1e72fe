import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { message, plain } from '../../../src/shown.ts';
import { until } from '../../until.ts';
import { type Bench, CHANNEL, createBench, oneWorkspace } from './bench.ts';
import type { Fake } from './fake.ts';

let slack: Fake;
let b: Bench;
beforeEach(async () => {
  slack = await oneWorkspace();
  b = await createBench(slack, { SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one' });
});
afterEach(async () => {
  await b.stop();
  await slack.close();
  expect(slack.violations).toEqual([]);
});

const say = (text: string) => message([{ kind: 'text', text: [plain(text)] }]);
const sent = async () => (await b.states()).every((d) => d.state === 'sent');
const texts = () => slack.messages.map((m) => m.text);
const posts = () => slack.calls.filter((c) => c.method === 'chat.postMessage').length;

describe('an alert, its updates and its edits', () => {
  it('posts with the delivery in its metadata and nothing unfurled', async () => {
    await b.plan(CHANNEL, say('alert'));
    await b.deliver('the post', sent);
    const [row] = await b.states();
    expect(row?.ref).toBe(`C1/${slack.messages[0]?.ts}`);
    expect(slack.messages[0]?.metadata).toMatchObject({ event_type: 'whosaid_delivery' });
    expect(slack.calls.at(-1)?.body).toMatchObject({ parse: 'none', unfurl_links: false, link_names: false });
  });

  it('puts updates into the thread, and into the channel too as the workspace wishes', async () => {
    const story = await b.plan(CHANNEL, say('alert'));
    await b.deliver('the post', sent);
    await b.update(story, say('quiet'));
    await b.store.settings.set(CHANNEL, { broadcast: 'voices' });
    await b.deliver('an update', sent);
    await b.update(story, say('somebody new'), ['s1']);
    await b.deliver('another', sent);
    const thread = slack.messages[0]?.ts;
    expect(slack.messages.slice(1)).toMatchObject([
      { text: 'quiet', thread_ts: thread, broadcast: false },
      { text: 'somebody new', thread_ts: thread, broadcast: true },
    ]);
  });

  it('edits in place', async () => {
    const story = await b.plan(CHANNEL, say('alert'));
    await b.deliver('the post', sent);
    await b.edit(story, say('alert · also in The Star'));
    await b.deliver('the edit', sent);
    expect(slack.messages).toMatchObject([{ text: 'alert · also in The Star', edits: 1 }]);
  });

  it('ends a story whose post was deleted, and nothing else', async () => {
    const story = await b.plan(CHANNEL, say('alert'));
    await b.deliver('the post', sent);
    slack.messages.length = 0;
    await b.edit(story, say('changed'));
    await b.outbox.drain();
    expect((await b.states()).map((d) => d.state)).toEqual(['dropped', 'refused']);
    await b.plan(CHANNEL, say('next'));
    await b.outbox.drain();
    expect(texts()).toEqual(['next']);
  });
});

describe('when Slack or the network fails', () => {
  for (const fault of [
    '500',
    'reset',
    '503 after storing',
    'reset after storing',
    'hang',
    'no answer',
    'stored late',
  ] as const) {
    it(`posts once over "${fault}"`, async () => {
      slack.fault('chat.postMessage', fault);
      await b.plan(CHANNEL, say('alert'));
      await b.plan(CHANNEL, say('second'));
      await b.deliver('both', async () => {
        await b.hurry();
        return sent();
      });
      if (fault === 'stored late') await new Promise((done) => setTimeout(done, 600));
      expect(texts().sort()).toEqual(['alert', 'second']);
    });
  }

  it('replies once where the answer was lost after storing', async () => {
    const story = await b.plan(CHANNEL, say('alert'));
    await b.deliver('the post', sent);
    slack.fault('chat.postMessage', 'reset after storing');
    await b.update(story, say('update'));
    await b.deliver('the update', sent);
    expect(texts()).toEqual(['alert', 'update']);
  });

  it('finds what landed, though this machine’s clock is hours wrong', async () => {
    for (const wrong of [-7_200_000, 7_200_000]) {
      slack.state.ahead = wrong;
      slack.fault('chat.postMessage', 'reset after storing');
      const story = await b.plan(CHANNEL, say(`alert ${wrong}`));
      await b.deliver('the post', sent);
      slack.fault('chat.postMessage', 'reset after storing');
      await b.update(story, say(`update ${wrong}`));
      await b.deliver('the update', sent);
      expect(texts()).toEqual([`alert ${wrong}`, `update ${wrong}`]);
      slack.messages.length = 0;
    }
  });

  for (const code of ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])
    it(`looks whether it landed after ${code}`, async () => {
      slack.fault('chat.postMessage', { error: code });
      await b.plan(CHANNEL, say('alert'));
      await b.outbox.drain();
      expect(slack.calls.map((c) => c.method)).toEqual(['chat.postMessage', 'conversations.history']);
      await b.deliver('the post', async () => {
        await b.hurry();
        return sent();
      });
      expect(texts()).toEqual(['alert']);
    });

  it('waits as long as Slack says, and holds no other channel', async () => {
    slack.channel('T1', { id: 'C2' });
    slack.fault('chat.postMessage', '429');
    await b.plan(CHANNEL, say('alert'));
    await b.outbox.drain();
    await b.plan({ ...CHANNEL, channel: 'C2' }, say('elsewhere'));
    await b.outbox.drain();
    expect(texts()).toEqual(['elsewhere']);
    await b.deliver('after a second', sent);
    expect(texts()).toEqual(['elsewhere', 'alert']);
  });

  it('keeps everything over an outage', async () => {
    slack.down();
    for (const n of [1, 2, 3]) await b.plan(CHANNEL, say(`alert ${n}`));
    await b.outbox.drain();
    slack.up();
    await b.deliver('all of them', async () => {
      await b.hurry();
      return sent();
    });
    expect(texts()).toEqual(['alert 1', 'alert 2', 'alert 3']);
  });

  it('reads the history at one request a minute, from where it stopped', async () => {
    slack.fault('chat.postMessage', '503 after storing');
    await b.plan(CHANNEL, say('alert'));
    slack.state.historyLeft = 0;
    await b.outbox.drain();
    for (let i = 0; i < 20; i++)
      slack.messages.push({
        ts: `${Math.floor(Date.now() / 1000)}.9${i + 10}`,
        channel: 'C1',
        text: 'chatter',
        blocks: [],
        broadcast: false,
        edits: 0,
      });
    for (let looks = 0; looks < 2; looks++) {
      expect(await b.states()).toMatchObject([{ state: 'planned' }]);
      slack.state.historyLeft = 1;
      await b.deliver('a page', () => slack.state.historyLeft === 0);
    }
    expect(await b.states()).toMatchObject([{ state: 'sent' }]);
    expect(posts()).toBe(1);
    const reads = slack.calls.filter((c) => c.method === 'conversations.history');
    expect(reads.every((r) => Number(r.body.limit) <= 15)).toBe(true);
    expect(reads.at(-1)?.body.cursor).toBe('15');
  });

  it('takes turns at a history that is read once in a while: the oldest first, and no request in vain', async () => {
    const channels = ['C1', 'C2', 'C3', 'C4'];
    for (const id of channels) {
      slack.channel('T1', { id });
      slack.fault('chat.postMessage', '503 after storing');
      await b.plan({ ...CHANNEL, channel: id }, say(`alert in ${id}`));
    }
    slack.state.historyEvery = 950; // it says a second
    slack.fault('conversations.history', '429');
    await b.deliver('all of them', sent, 15_000);
    expect(texts().sort()).toEqual(channels.map((id) => `alert in ${id}`));
    expect(posts()).toBe(4);
    const reads = slack.calls.filter((c) => c.method === 'conversations.history');
    expect(reads.filter((c) => c.answered)).toHaveLength(4);
    // The first was refused, and no other asked meanwhile; one that was long under way may have made the next too early.
    expect(reads.filter((c) => !c.answered).length).toBeLessThanOrEqual(2);
    const after = reads.filter((c) => c.answered).slice(1);
    expect(after.map((c) => c.body.channel)).toEqual(after.map((c) => c.body.channel).toSorted());
  });

  it('leaves it to a manager where the history may not be read', async () => {
    slack.token('xoxb-one', 'T1', ['chat:write', 'channels:read']);
    await b.store.subscriptions.add(
      CHANNEL,
      { kind: 'topic', value: 'bridges', label: 'Bridges' },
      {},
      'UADMIN',
    );
    slack.fault('chat.postMessage', '503 after storing');
    await b.plan(CHANNEL, say('alert'));
    await b.plan(CHANNEL, say('next'));
    await b.outbox.drain();
    expect((await b.states()).map((d) => d.state)).toEqual(['held', 'sent']);
    expect(texts().slice(0, 2)).toEqual([
      'alert',
      expect.stringMatching(/^I cannot tell whether this arrived/),
    ]);
    const [held] = await b.desk.held(CHANNEL);
    expect(await b.desk.release(CHANNEL, held?.id ?? '', 'post')).toBe(true);
    await b.deliver('it', sent);
    expect(texts().filter((t) => t === 'alert')).toHaveLength(2);
  });

  it('says the words alone where Slack does not take the blocks', async () => {
    slack.fault('chat.postMessage', { error: 'invalid_blocks' });
    await b.plan(CHANNEL, say('alert'));
    await b.outbox.drain();
    expect(await b.states()).toMatchObject([{ state: 'sent' }]);
    expect(slack.messages).toMatchObject([{ text: 'alert', blocks: [] }]);
    expect(b.told.join()).toMatch(/error Slack refused the message \(invalid_blocks\)/);
  });
});

it('says the words alone once, though Slack stores them after the time to answer', async () => {
  slack.fault('chat.postMessage', { error: 'invalid_blocks' }, 'stored late');
  await b.plan(CHANNEL, say('alert'));
  await b.deliver('it', async () => {
    await b.hurry();
    return sent();
  });
  await new Promise((done) => setTimeout(done, 600));
  expect(texts()).toEqual(['alert']);
});

describe('when Slack does not let us', () => {
  for (const [code, change] of [
    ['not_in_channel', { is_member: false }],
    ['is_archived', { is_archived: true }],
  ] as const)
    it(`pauses the channel on ${code}, tells its manager once, and goes on when mended`, async () => {
      const channel = slack.channel('T1', { id: 'C1', ...change });
      await b.store.subscriptions.add(
        CHANNEL,
        { kind: 'topic', value: 'bridges', label: 'Bridges' },
        {},
        'UADMIN',
      );
      slack.channel('T1', { id: 'C2' });
      for (const n of [1, 2]) await b.plan(CHANNEL, say(`alert ${n}`));
      await b.plan({ ...CHANNEL, channel: 'C2' }, say('elsewhere'));
      await b.outbox.drain();
      await b.hurry();
      await b.outbox.drain();
      const notices = slack.messages.filter((m) => m.channel === 'UADMIN');
      expect(notices).toHaveLength(1);
      expect(notices[0]?.text).toMatch(code === 'not_in_channel' ? /\/invite @Whosaid/ : /Unarchive it/);
      expect(await b.desk.closed(CHANNEL)).toMatch(/channel/);
      expect(await b.desk.subscriptions(CHANNEL)).toHaveLength(1);
      expect(texts()).toContain('elsewhere');
      Object.assign(channel, { is_member: true, is_archived: false });
      await b.around.opened('T1', 'C1');
      await b.deliver('what waited', sent);
      expect(texts().slice(-2)).toEqual(['alert 1', 'alert 2']);
      expect(await b.desk.closed(CHANNEL)).toBeNull();
    });

  it('pauses a channel that is no longer there, and one that is restricted', async () => {
    slack.fault('chat.postMessage', { error: 'restricted_action_read_only_channel' });
    await b.plan(CHANNEL, say('alert'));
    await b.plan({ ...CHANNEL, channel: 'C404' }, say('nowhere'));
    await b.outbox.drain();
    expect((await b.states()).map((d) => d.state)).toEqual(['planned', 'planned']);
    expect(await b.desk.closed(CHANNEL)).toMatch(/allow apps to post/);
    expect(await b.desk.closed({ ...CHANNEL, channel: 'C404' })).toMatch(/\/invite @Whosaid/);
  });

  it('keeps everything while it is signed out or lacks a permission, and says so once', async () => {
    slack.kill('xoxb-one');
    for (const n of [1, 2, 3]) await b.plan(CHANNEL, say(`alert ${n}`));
    await b.outbox.drain();
    await b.outbox.drain();
    expect(posts()).toBe(1);
    expect(b.told.filter((t) => /does not accept the bot’s token/.test(t))).toHaveLength(1);
    slack.revive('xoxb-one');
    slack.token('xoxb-one', 'T1', ['channels:read']);
    await b.hurry();
    await b.outbox.drain();
    expect(await b.desk.closed(CHANNEL)).toMatch(/lacks the permission chat:write/);
    slack.token('xoxb-one', 'T1');
    await b.around.opened('T1', null);
    await b.deliver('all of them', sent);
    expect(texts()).toEqual(['alert 1', 'alert 2', 'alert 3']);
  });
});

it('keeps to one message a second in a channel', async () => {
  await b.stop();
  await slack.close();
  slack = await oneWorkspace({ gap: 240 });
  b = await createBench(
    slack,
    { SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one' },
    {
      ...(await import('./bench.ts')).QUICK,
      gaps: { channel: 250, workspace: 1 },
    },
  );
  for (const n of [1, 2, 3]) await b.plan(CHANNEL, say(`alert ${n}`));
  await until('all', async () => {
    await b.outbox.drain();
    return sent();
  });
  expect(texts()).toHaveLength(3);
});
