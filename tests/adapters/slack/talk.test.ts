import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Command } from '../../../src/command.ts';
import { message } from '../../../src/shown.ts';
import { type Bench, CHANNEL, createBench, oneWorkspace, QUICK } from './bench.ts';
import { texts } from './blockkit.ts';
import { type Fake, until } from './fake.ts';

/** An answer with a picture and a file. */
const exporting: Command = {
  name: 'export',
  summary: 'Three lines as a file',
  options: z.object({}),
  examples: ['/export'],
  who: 'anyone',
  may: () => true,
  async run() {
    const nodes = [
      { kind: 'heading' as const, text: 'Three lines' },
      { kind: 'image' as const, png: new TextEncoder().encode('png'), alt: 'A chart' },
      {
        kind: 'file' as const,
        name: 'lines.csv',
        type: 'text/csv',
        data: new TextEncoder().encode('a,b\n1,2'),
      },
    ];
    return { ...message(nodes), visibility: 'private' };
  },
};

/** Milliseconds of each acknowledgement. Slack itself gives up after three seconds, and so does the small one. */
const acks: number[] = [];

let slack: Fake;
let b: Bench;
const said: [string, string][] = [
  ...Array.from({ length: 11 }, (_, i): [string, string] => [
    'Anna Berg',
    `Sentence number ${i} about the harbour`,
  ]),
  ['Ann-Marie Berg', 'I was not asked about the bridge'],
  ['Otto Fisk', 'The ferry is faster than any bridge'],
];
beforeAll(async () => {
  slack = await oneWorkspace();
  b = await createBench(slack, { SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one' }, QUICK, [
    exporting,
  ]);
  for (const [speaker, words] of said)
    await b.file(async () => {}, { speaker, words, text: `${words}, said ${speaker}.` });
  await b.listen();
});
afterAll(async () => {
  const [usual = 0] = acks.sort((x, y) => x - y).slice(acks.length / 2);
  expect(usual).toBeLessThan(500);
  await b.stop();
  await slack.close();
});
beforeEach(() => {
  slack.responses.length = 0;
  slack.calls.length = 0;
  slack.views.clear();
});
afterEach(() => {
  expect(slack.violations).toEqual([]);
  expect(b.told.filter((t) => t.startsWith('error'))).toEqual([]);
});

type Body = Record<string, unknown>;
type Button = { action_id: string; value: string; text: { text: string } };
const answer = async (): Promise<Body> => {
  await until('an answer', () => slack.responses.length > 0);
  return slack.responses.at(-1)?.body ?? {};
};
const typed = async (command: string, text = '', from = {}): Promise<Body> => {
  slack.responses.length = 0;
  const { ms } = await slack.slash(command, text, from);
  acks.push(ms);
  return answer();
};
const view = async (): Promise<{ id: string; view: Body }> => {
  await until('a window', () => slack.views.size > 0);
  const [id, shown] = [...slack.views].at(-1) ?? ['', {}];
  return { id, view: shown };
};
/** The window when it shows its answer. */
const filled = async (what: RegExp): Promise<Body> => {
  await until(`a window with ${what}`, () =>
    [...slack.views.values()].some((v) => what.test(texts(v.blocks).join('\n'))),
  );
  return (await view()).view;
};
const buttonsIn = (body: Body): Button[] =>
  ((body.blocks ?? []) as Body[]).flatMap((x) => (x.type === 'actions' ? (x.elements as Button[]) : []));
const button = (body: Body, label: RegExp): Button => {
  const found = buttonsIn(body).find((x) => label.test(x.text.text));
  if (found === undefined)
    throw new Error(`no button ${label} in ${buttonsIn(body).map((x) => x.text.text)}`);
  return found;
};
const press = (
  body: Body,
  label: RegExp,
  container: Body = { type: 'message', is_ephemeral: true },
  more: Body = {},
) => {
  const { action_id, value } = button(body, label);
  slack.responses.length = 0;
  return slack.interact({
    type: 'block_actions',
    container,
    actions: [{ type: 'button', action_id, value }],
    ...more,
  });
};
const field = (shown: Body, id: string): Body =>
  ((shown.blocks as Body[]).find((x) => x.block_id === id)?.element ?? {}) as Body;
const submit = (id: string, shown: Body, values: Record<string, Body>) =>
  slack.interact({
    type: 'view_submission',
    view: {
      id,
      ...shown,
      state: {
        values: Object.fromEntries(
          (shown.blocks as Body[])
            .filter((x) => x.type === 'input')
            .map((x) => [
              x.block_id,
              {
                [String((x.element as Body).action_id)]: values[String(x.block_id)] ?? {
                  type: 'x',
                  value: null,
                },
              },
            ]),
        ),
      },
    },
  });

describe('a slash command', () => {
  it('is acknowledged at once and answered privately', async () => {
    const body = await typed('/whosaid', 'Fisk');
    expect(body.response_type).toBe('ephemeral');
    expect(body.text).toMatch(/^Otto Fisk · .*1 statement/);
    expect(texts(body.blocks).join('\n')).toMatch(/“?The ferry is faster than any bridge/);
  });

  it('takes curly quotes, escapes and key:value', async () => {
    expect((await typed('/whosaid', 'about:“number 3”')).text).toMatch(/^Who said “number 3”/);
    expect((await typed('/whosaid', 'about:"a &lt;b&gt; &amp; c"')).text).toMatch(
      /Nothing that I have read fits/,
    );
    expect((await typed('/subscribe', 'bridges channel:<#C1|news>')).text).toMatch(
      /^Done: this channel gets an alert/,
    );
    expect((await typed('/subscribe', 'bridges ping:<!subteam^S0123456|@editors>')).text).toMatch(/^Done/);
    expect((await b.desk.subscriptions(CHANNEL))[0]?.ping).toBe('S0123456');
  });

  it('has everything behind /news, in whose words its own hints are', async () => {
    expect((await typed('/news', 'latest')).text).toMatch(/^The newest stories/);
    const help = await typed('/news', 'help');
    expect(help.text).toMatch(/\/news latest — /);
    expect(help.text).toMatch(/\/whosaid — /);
    expect((await typed('/news')).text).toBe(help.text);
    expect((await typed('/whosaid', 'help')).text).toMatch(/^\/whosaid\n/);
    expect((await typed('/news', 'lates')).text).toMatch(/Did you mean \/news latest\? Type \/news help/);
    expect((await typed('/whosaid', 'since:yesterday Fisk')).text).toMatch(/^since: takes a length of time/);
    expect((await typed('/news', 'latest topic:trams')).text).toMatch(/There is no topic “trams”/);
  });

  it('asks which Berg with buttons, pages in place, and shares in the channel', async () => {
    const which = await typed('/whosaid', 'Berg');
    expect(buttonsIn(which).map((x) => x.text.text)).toEqual([
      expect.stringContaining('Anna Berg'),
      expect.stringContaining('Ann-Marie Berg'),
    ]);
    await press(which, /^Anna Berg/);
    const first = await answer();
    expect(first).toMatchObject({ replace_original: true, text: expect.stringMatching(/Page 1 of 2/) });
    await press(first, /^Next/);
    const second = await answer();
    expect(second).toMatchObject({ replace_original: true, text: expect.stringMatching(/Page 2 of 2/) });
    await press(second, /^Share/);
    await until('two answers', () => slack.responses.length === 2);
    expect(slack.responses[0]?.body).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(texts(slack.responses[0]?.body.blocks).at(-1)).toBe('Shared by uadmin');
    expect(slack.responses[1]?.body).toMatchObject({
      replace_original: true,
      text: 'Shared in the channel.',
    });
  });

  it('offers no sharing of settings and mistakes', async () => {
    for (const text of ['settings', 'subscriptions', 'help', 'held'])
      expect(buttonsIn(await typed('/news', text)).filter((x) => x.action_id === 'share')).toEqual([]);
    expect(buttonsIn(await typed('/whosaid', 'Xyzzy'))).toEqual([]);
  });

  it('answers as a message of the bot when the response address is gone', async () => {
    await slack.slash('/whosaid', 'Fisk', { more: { response_url: `${slack.base}/nowhere` } });
    await until('an ephemeral message', () => slack.calls.some((c) => c.method === 'chat.postEphemeral'));
  });
});

describe('who may change settings', () => {
  it('is an admin, and whoever the workspace allows; everyone may ask', async () => {
    const user = { user: 'UREPORTER' };
    expect((await typed('/subscribe', 'ferries', user)).text).toMatch(/^Only a manager/);
    expect((await typed('/whosaid', 'Fisk', user)).text).toMatch(/^Otto Fisk/);
    expect((await typed('/news', 'settings managers:"<@UREPORTER|rep> <@UOTHER>"')).text).toMatch(
      /admins and 2 people/,
    );
    expect((await typed('/subscribe', 'ferries', user)).text).toMatch(/^Done/);
    expect((await typed('/news', 'settings', { user: 'UTHIRD' })).text).toMatch(/^Only a manager/);
    const settings = await typed('/news', 'settings');
    await press(settings, /^Admins manage/);
    expect((await answer()).text).toMatch(/change what channels get: admins/);
    expect((await typed('/subscribe', 'bridges', user)).text).toMatch(/^Only a manager/);
  });

  it('is not denied to somebody because Slack did not answer', async () => {
    slack.fault('users.info', '500');
    expect((await typed('/subscribe', 'bridges', { user: 'UOWNER' })).text).toMatch(/^Slack did not tell me/);
    slack.fault('users.info', '500');
    expect((await typed('/whosaid', 'Fisk', { user: 'UOWNER' })).text).toMatch(/^Otto Fisk/);
    slack.admins.add('UOWNER');
    expect((await typed('/subscribe', 'bridges', { user: 'UOWNER' })).text).toMatch(/already|Done/);
  });

  it('gives nobody a window who may not use it', async () => {
    expect((await typed('/subscribe', '', { user: 'UREPORTER' })).text).toMatch(/^Only a manager/);
    expect(slack.views.size).toBe(0);
  });
});

describe('a window', () => {
  it('opens where nothing was typed, completes, checks, and answers where it was asked', async () => {
    await slack.slash('/whosaid', '');
    const { id, view: shown } = await view();
    expect(field(shown, 'speaker').type).toBe('external_select');
    expect(field(shown, 'topic').type).toBe('external_select');
    expect(field(shown, 'since').type).toBe('datepicker');
    const found = await slack.interact({
      type: 'block_suggestion',
      action_id: 'speaker',
      block_id: 'speaker',
      value: 'fis',
      view: { id, ...shown },
    });
    expect(found.body).toMatchObject({ options: [{ value: 'Otto Fisk' }] });
    const empty = await submit(id, shown, {});
    expect(empty.body).toMatchObject({
      response_action: 'errors',
      errors: { speaker: 'Fill in one of these.' },
    });
    const { ms, body } = await submit(id, shown, {
      speaker: { type: 'external_select', selected_option: { value: 'Otto Fisk' } },
    });
    acks.push(ms);
    expect(body.response_action).toBeUndefined();
    expect((await answer()).text).toMatch(/^Otto Fisk/);
  });

  it('subscribes with the delivery settings, joining a public channel', async () => {
    slack.channel('T1', { id: 'C5', name: 'harbour', is_member: false });
    await slack.slash('/subscribe', '');
    const { id, view: shown } = await view();
    expect((shown.blocks as Body[]).map((x) => x.block_id)).toEqual([
      'topic',
      'speaker',
      'query',
      'channel',
      'ping',
      'delivery',
      'at',
      'zone',
      'quiet',
    ]);
    expect(field(shown, 'channel')).toMatchObject({
      type: 'conversations_select',
      initial_conversation: 'C1',
    });
    const two = await submit(id, shown, {
      query: { type: 'plain_text_input', value: 'bridge AND (' },
      channel: { type: 'conversations_select', selected_conversation: 'C5' },
      ping: { type: 'plain_text_input', value: 'everyone' },
    });
    expect(two.body).toMatchObject({
      response_action: 'errors',
      errors: { ping: expect.stringMatching(/one role/) },
    });
    await submit(id, shown, {
      topic: { type: 'external_select', selected_option: { value: 'ferries' } },
      channel: { type: 'conversations_select', selected_conversation: 'C5' },
    });
    expect((await answer()).text).toMatch(/^Done: #harbour gets an alert for each new story on Ferries/);
    expect(slack.calls.some((c) => c.method === 'conversations.join')).toBe(true);
  });

  it('offers what there is to choose from', async () => {
    await slack.slash('/news', 'pause');
    const { id, view: shown } = await view();
    expect((shown.blocks as Body[]).map((x) => [x.block_id, x.optional])).toEqual([['subscription', false]]);
    const found = await slack.interact({
      type: 'block_suggestion',
      action_id: 'subscription',
      value: '',
      view: { id, ...shown },
    });
    expect(found.body).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ value: 'bridges' })]),
    });
  });

  it('is not needed where a private channel lacks the bot: it says what to type there', async () => {
    slack.channel('T1', { id: 'C6', name: 'secret', is_private: true, is_member: false });
    expect((await typed('/subscribe', 'bridges', { channel: 'C6' })).text).toMatch(
      /private channel\. Type \/invite @Whosaid there/,
    );
    slack.channel('T1', { id: 'C7', name: 'old', is_archived: true });
    expect((await typed('/subscribe', 'bridges channel:<#C7|old>')).text).toMatch(/#old is archived/);
    expect((await typed('/subscribe', 'bridges channel:#nowhere')).text).toMatch(/no channel “#nowhere”/);
    expect((await typed('/subscribe', 'bridges channel:#news')).text).toMatch(
      /#news is already|Done: #news|this channel is already/i,
    );
  });
});

describe('shortcuts and buttons', () => {
  it('ask from anywhere, and answer in the window, paged', async () => {
    await slack.interact({
      type: 'shortcut',
      callback_id: 'who_said_what',
      channel: undefined,
      response_url: undefined,
    });
    const { id, view: shown } = await view();
    const { body } = await submit(id, shown, {
      speaker: { type: 'external_select', selected_option: { value: 'Anna Berg' } },
    });
    expect(body.response_action).toBe('update');
    slack.views.set(id, body.view as Body);
    const first = await filled(/Page 1 of 2/);
    const next = button(first, /^Next/);
    await slack.interact({
      type: 'block_actions',
      view: { id, ...first },
      actions: [{ type: 'button', ...next }],
    });
    await filled(/Page 2 of 2/);
    expect(buttonsIn(first).some((x) => x.action_id === 'share')).toBe(false);
  });

  it('on a message ask about the words it quotes, in a thread too', async () => {
    await slack.interact({
      type: 'message_action',
      callback_id: 'who_said_what_here',
      message: { ts: '2.1', thread_ts: '1.1', text: 'Did he really say “faster than any bridge”?' },
    });
    const { id, view: shown } = await view();
    expect(field(shown, 'about').initial_value).toBe('faster than any bridge');
    await submit(id, shown, { about: { type: 'plain_text_input', value: 'faster than any bridge' } });
    const found = await filled(/Otto Fisk/);
    slack.responses.length = 0;
    const share = buttonsIn(found).find((x) => x.action_id === 'share');
    await slack.interact({
      type: 'block_actions',
      view: { id, ...found },
      actions: [{ type: 'button', ...share }],
    });
    expect(await answer()).toMatchObject({ response_type: 'in_channel', thread_ts: '1.1' });
  });

  const alert = async () => {
    const [story] = await b.desk.latest(null, 1);
    const of = `story=${story?.id}`;
    const make = (label: string, value: string) => ({
      type: 'button',
      action_id: label,
      value,
      text: { type: 'plain_text', text: label },
    });
    return {
      blocks: [
        {
          type: 'actions',
          elements: [
            make('All', `story?${of}`),
            make('Context', `context?${of}`),
            make('Mute', `mute?${of}`),
          ],
        },
      ],
    };
  };
  const public_ = { type: 'message', is_ephemeral: false };

  it('of an alert show its story to who presses, its context in a window, and mute it', async () => {
    const body = await alert();
    await press(body, /^All/, public_);
    expect(await answer()).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    await press(body, /^Context/, public_);
    const shown = await filled(/ferry is faster/);
    expect(texts(shown.blocks).join('\n')).toMatch(/^\*The ferry is faster than an\*\u200by bridge, said/m);
    await press(body, /^Mute/, public_);
    const muted = await answer();
    expect(muted.text).toMatch(/^Done: no more updates/);
    await press(muted, /^Updates again/);
    expect((await answer()).text).toMatch(/^Done: updates of/);
  });

  it('a shortcut on an alert opens its story', async () => {
    const body = await alert();
    await slack.interact({
      type: 'message_action',
      callback_id: 'who_said_what_here',
      message: { ts: '3.1', text: 'x', ...body },
    });
    await filled(/The ferry is faster/);
  });

  it('of another time say that they are too old', async () => {
    await slack.interact({
      type: 'block_actions',
      container: public_,
      actions: [{ type: 'button', action_id: 'do-0', value: '~0123456789abcdef0123' }],
    });
    expect((await answer()).text).toMatch(/too old/);
  });
});

describe('pictures and files', () => {
  it('go to who asked in person, and to the channel when shared', async () => {
    slack.uploads.clear();
    const body = await typed('/news', 'export');
    expect(body.text).toMatch(/^Three lines/);
    expect(texts(body.blocks).join()).toMatch(/lines\.csv:.*The file is in your direct messages/s);
    expect([...slack.uploads.values()]).toEqual([
      { name: 'picture-1.png', data: expect.stringContaining('png'), channel: 'DUADMIN' },
      { name: 'lines.csv', data: expect.stringContaining('a,b\n1,2'), channel: 'DUADMIN' },
    ]);
    slack.uploads.clear();
    await press(body, /^Share/);
    await until(
      'the files',
      () => [...slack.uploads.values()].filter((u) => u.channel === 'C1').length === 2,
    );
    await until('the end', () => slack.responses.some((r) => r.body.text === 'Shared in the channel.'));
  });

  it('stand in the answer where files may not be sent', async () => {
    slack.fault('files.getUploadURLExternal', { error: 'missing_scope', needed: 'files:write' });
    expect(texts((await typed('/news', 'export')).blocks).join('\n')).toMatch(/lines\.csv:\*\na,b\n1,2/);
  });
});

describe('the Home tab', () => {
  const home = async (user: string): Promise<Body> => {
    slack.homes.delete(user);
    await slack.event({ type: 'app_home_opened', user, tab: 'home', channel: 'D1' });
    await until('the Home tab', () => slack.homes.has(user));
    return slack.homes.get(user) ?? {};
  };
  const at = { type: 'view' };
  const pressHome = (shown: Body, label: RegExp) =>
    press(shown, label, at, { view: { id: 'VHOME', ...shown } });

  it('shows what is subscribed with edit, pause and remove, feeds, stories, and what can be asked', async () => {
    await typed('/subscribe', 'bridges');
    const shown = await home('UADMIN');
    const words = texts(shown.blocks).join('\n');
    expect(words).toMatch(/\*Bridges\* → <#C1>/);
    expect(words).toMatch(/No feed is watched yet/);
    expect(words).toMatch(/Newest stories/);
    slack.homes.clear();
    await pressHome(shown, /^Pause/);
    await until('the pause', () => slack.homes.has('UADMIN'));
    const paused = slack.homes.get('UADMIN') ?? {};
    expect(texts(paused.blocks)[0]).toMatch(/^Done: no alerts on/);
    slack.homes.clear();
    await pressHome(paused, /^Resume/);
    await until('alerts again', () => texts(slack.homes.get('UADMIN')?.blocks).join().includes('come again'));
    await pressHome(shown, /^Edit/);
    const { id, view: form } = await view();
    expect((form.blocks as Body[]).map((x) => x.block_id)).toEqual(['ping', 'paused']);
    slack.homes.clear();
    await submit(id, form, { paused: { type: 'static_select', selected_option: { value: 'yes' } } });
    await until('the change', () => texts(slack.homes.get('UADMIN')?.blocks).join().includes('paused'));
  });

  it('keeps private channels and settings from others', async () => {
    slack.channel('T1', { id: 'C8', name: 'inner', is_private: true });
    await b.store.subscriptions.add(
      { ...CHANNEL, channel: 'C8' },
      { kind: 'query', value: 'secret plan', label: '“secret plan”' },
      {},
      'UADMIN',
    );
    expect(texts((await home('UADMIN')).blocks).join()).toContain('secret plan');
    const shown = await home('UREPORTER');
    expect(texts(shown.blocks).join()).not.toContain('secret plan');
    expect(texts(shown.blocks).join()).toContain('in channels that you cannot see');
    expect(buttonsIn(shown).map((x) => x.text.text)).not.toContain('Pause');
  });

  it('answers questions in a window', async () => {
    const shown = await home('UREPORTER');
    await pressHome(shown, /^Who said what/);
    const { id, view: form } = await view();
    const { body } = await submit(id, form, { about: { type: 'plain_text_input', value: 'ferry' } });
    slack.views.set(id, body.view as Body);
    await filled(/Otto Fisk/);
  });

  it('handles an event once, however often it is delivered', async () => {
    slack.calls.length = 0;
    for (let i = 0; i < 3; i++)
      await slack.event({ type: 'app_home_opened', user: 'UREPORTER', tab: 'home' }, {}, 'Ev1');
    await until('the Home tab', () => slack.calls.some((c) => c.method === 'views.publish'));
    await new Promise((done) => setTimeout(done, 100));
    expect(slack.calls.filter((c) => c.method === 'views.publish')).toHaveLength(1);
  });
});
