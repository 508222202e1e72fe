import { describe, expect, it } from 'vitest';
import { CHANNEL } from './bench.ts';
import { texts } from './blockkit.ts';
import {
  acks,
  answer,
  type Body,
  b,
  button,
  buttonsIn,
  field,
  filled,
  press,
  slack,
  submit,
  talking,
  typed,
  view,
} from './talking.ts';

talking();

/** What Slack sends of a composer. */
const written = (...elements: Body[]): Body => ({
  type: 'rich_text_input',
  rich_text_value: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
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
      'outlets',
      'delivery',
      'at',
      'zone',
      'quiet',
    ]);
    expect(field(shown, 'ping')).toMatchObject({
      type: 'rich_text_input',
      placeholder: { text: 'Type @ and choose a user group' },
    });
    expect(field(shown, 'channel')).toMatchObject({
      type: 'conversations_select',
      initial_conversation: 'C1',
    });
    const two = await submit(id, shown, {
      query: { type: 'plain_text_input', value: 'bridge AND (' },
      channel: { type: 'conversations_select', selected_conversation: 'C5' },
      ping: written({ type: 'broadcast', range: 'here' }),
    });
    expect(two.body).toMatchObject({
      response_action: 'errors',
      errors: { ping: expect.stringMatching(/^Type @ and choose one user group/) },
    });
    await submit(id, shown, {
      topic: { type: 'external_select', selected_option: { value: 'ferries' } },
      channel: { type: 'conversations_select', selected_conversation: 'C5' },
      outlets: { type: 'number_input', value: '2' },
      ping: written({ type: 'usergroup', usergroup_id: 'S0HARBOUR' }, { type: 'text', text: ' ' }),
    });
    expect((await answer()).text).toMatch(
      /^Done: #harbour gets an alert for each new story on Ferries once 2 independent outlets report it\./,
    );
    expect(slack.calls.some((c) => c.method === 'conversations.join')).toBe(true);
    const made = await b.desk.subscriptions({ ...CHANNEL, channel: 'C5' });
    expect(made).toMatchObject([{ value: 'ferries', ping: 'S0HARBOUR' }]);
  });

  it('pings the user group that was chosen in a list, and refuses two', async () => {
    slack.channel('T1', { id: 'C12', name: 'lists' });
    const listed = (...groups: string[]): Body => ({
      type: 'rich_text_input',
      rich_text_value: {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: groups.map((usergroup_id) => ({
              type: 'rich_text_section',
              elements: [{ type: 'usergroup', usergroup_id }],
            })),
          },
        ],
      },
    });
    await slack.slash('/subscribe', '', { channel: 'C12' });
    const { id, view: shown } = await view();
    const filledWith = (ping: Body) =>
      submit(id, shown, { topic: { type: 'external_select', selected_option: { value: 'ferries' } }, ping });
    const two = await filledWith(listed('S0HARBOUR', 'S0QUAY'));
    expect(two.body).toMatchObject({ errors: { ping: expect.stringMatching(/^Type @ and choose one/) } });
    await filledWith(listed('S0HARBOUR'));
    expect((await answer()).text).toMatch(/^Done/);
    const made = await b.desk.subscriptions({ ...CHANNEL, channel: 'C12' });
    expect(made).toMatchObject([{ ping: 'S0HARBOUR' }]);
  });

  it('offers what there is to choose from', async () => {
    await b.desk.subscribe(CHANNEL, { kind: 'topic', value: 'bridges', label: 'Bridges' }, {}, 'me');
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

  it('lets a long query of the channel’s own be chosen', async () => {
    const query = `${Array.from({ length: 20 }, (_, i) => `harbour${i}`).join(' OR ')} OR quay`;
    expect(query.length).toBeGreaterThan(150);
    slack.channel('T1', { id: 'C10', name: 'queries' });
    const place = { ...CHANNEL, channel: 'C10' };
    await b.desk.subscribe(place, { kind: 'query', value: query, label: `“${query}”` }, {}, 'me');
    await slack.slash('/news', 'unsubscribe', { channel: 'C10' });
    const { id, view: shown } = await view();
    const found = await slack.interact({
      type: 'block_suggestion',
      action_id: 'subscription',
      value: 'harbour',
      view: { id, ...shown },
    });
    const [option] = found.body.options as { text: Body; value: string }[];
    expect(option?.text.text).toMatch(/^“harbour0 OR harbour1/);
    await submit(id, shown, { subscription: { type: 'external_select', selected_option: option as Body } });
    expect((await answer()).text).toMatch(/^Done/);
    expect(await b.desk.subscriptions(place)).toEqual([]);
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
