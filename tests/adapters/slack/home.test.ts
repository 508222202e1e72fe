import { describe, expect, it } from 'vitest';
import { until } from '../../until.ts';
import { CHANNEL } from './bench.ts';
import { texts } from './blockkit.ts';
import { type Body, b, buttonsIn, filled, press, slack, submit, talking, typed, view } from './talking.ts';

talking();

describe('the Home tab', () => {
  const home = async (user: string, team = 'T1', channel = 'D1'): Promise<Body> => {
    slack.homes.delete(user);
    await slack.event({ type: 'app_home_opened', user, tab: 'home', channel }, { team });
    await until('the Home tab', () => slack.homes.has(user));
    return slack.homes.get(user) ?? {};
  };
  const at = { type: 'view' };
  /** As an organisation's payload: without a workspace but the person's own. */
  const pressHome = (shown: Body, label: RegExp, user = 'UADMIN') => {
    slack.homes.delete(user);
    const who = { team: null, user: { id: user, name: user, team_id: 'T1' } };
    return press(shown, label, at, { ...who, view: { id: 'VHOME', ...shown } });
  };
  const shownTo = async (user: string): Promise<Body> => {
    await until('the Home tab', () => slack.homes.has(user));
    return slack.homes.get(user) ?? {};
  };

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
    expect((form.blocks as Body[]).map((x) => x.block_id)).toEqual([
      'ping',
      'paused',
      'outlets',
      'delivery',
      'at',
      'zone',
      'quiet',
    ]);
    slack.homes.clear();
    await submit(id, form, {
      paused: { type: 'static_select', selected_option: { value: 'yes' } },
      delivery: { type: 'static_select', selected_option: { value: 'daily' } },
      at: { type: 'plain_text_input', value: '07:30' },
    });
    await until('the change', () => texts(slack.homes.get('UADMIN')?.blocks).join().includes('paused'));
    const [changed] = await b.desk.subscriptions(CHANNEL);
    expect(changed).toMatchObject({ paused: true, delivery: 'daily', at: '07:30', zone: 'Europe/Oslo' });
  });

  it('is shown though Slack stumbles', async () => {
    for (const fault of ['500', '429', 'reset'] as const) {
      slack.state.trouble = (call) => {
        if (call.method !== 'views.publish') return null;
        slack.state.trouble = null;
        return fault;
      };
      expect(texts((await home('UADMIN')).blocks).join()).toContain('Newest stories');
    }
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

  it('asks about a channel once in some minutes, anew when something happened to it, and not at all for an admin', async () => {
    slack.channel('T1', { id: 'C9', name: 'quay' });
    await b.store.subscriptions.add(
      { ...CHANNEL, channel: 'C9' },
      { kind: 'query', value: 'night ferry', label: '“night ferry”' },
      {},
      'UADMIN',
    );
    const asked = () =>
      slack.calls.filter((c) => c.method === 'conversations.info' && c.body.channel === 'C9').length;
    await home('UADMIN');
    expect(asked()).toBe(0);
    for (let i = 0; i < 3; i++)
      expect(texts((await home(`UREPORTER${i}`)).blocks).join()).toContain('night ferry');
    expect(asked()).toBe(1);
    slack.channel('T1', { id: 'C9', name: 'quay', is_private: true });
    await slack.event({ type: 'channel_unarchive', channel: 'C9' });
    expect(texts((await home('UREPORTER')).blocks).join()).not.toContain('night ferry');
    expect(asked()).toBe(2);
  });

  /** A workspace of its own with that many channels, each with a subscription. */
  const busy = async (team: string, channels: number) => {
    for (let i = 0; i < channels; i++) {
      const id = `C${team}${i}`;
      slack.channel(team, { id });
      const query = `quay ${i}`;
      await b.store.subscriptions.add(
        { ...CHANNEL, tenant: team, channel: id },
        { kind: 'query', value: query, label: `“${query}”` },
        {},
        'UADMIN',
      );
    }
  };
  const asked = () => slack.calls.filter((c) => c.method === 'conversations.info').length;

  it('asks about no more channels than it shows, and says that there are more', async () => {
    await busy('T8', 30);
    const words = texts((await home('UREPORTER', 'T8')).blocks).join('\n');
    expect(words.match(/“quay/g)).toHaveLength(15);
    expect(words).toContain('More subscriptions');
    expect(asked()).toBe(16);
  });

  it('pages through what is subscribed in its workspace, and stays on the page where something is changed', async () => {
    await busy('T7', 17);
    const quays = (shown: Body) =>
      texts(shown.blocks)
        .join('\n')
        .match(/“quay \d+”\* →/g);
    const first = await home('UADMIN', 'T7');
    await pressHome(first, /^More subscriptions/);
    const second = await shownTo('UADMIN');
    expect(quays(second)).toHaveLength(2);
    expect(new Set([...(quays(first) ?? []), ...(quays(second) ?? [])]).size).toBe(17);
    expect(buttonsIn(second).map((x) => x.text.text)).not.toContain('More subscriptions');
    for (const times of [1, 15]) {
      await pressHome(await shownTo('UADMIN'), /^Unsubscribe/);
      expect(quays(await shownTo('UADMIN'))).toHaveLength(times);
    }
  });

  it('lets everybody change what is subscribed in their direct messages, and nothing else', async () => {
    const mine = { ...CHANNEL, channel: 'DREP' };
    slack.channel('T1', { id: 'DREP', is_im: true, user: 'UREPORTER' });
    const query = { kind: 'query' as const, value: 'tide', label: '“tide”' };
    await b.store.subscriptions.add(mine, query, {}, 'UREPORTER');
    slack.channel('T1', { id: 'C11' });
    const theirs = { ...CHANNEL, channel: 'C11' };
    await b.store.subscriptions.add(theirs, { ...query, value: 'ebb', label: '“ebb”' }, {}, 'UADMIN');
    const paused = async (place: typeof CHANNEL) => (await b.desk.subscriptions(place)).map((s) => s.paused);
    const shown = await home('UREPORTER', 'T1', 'DREP');
    expect(texts(shown.blocks).join()).toContain('“ebb”');
    expect(buttonsIn(shown).filter((x) => x.text.text === 'Pause')).toHaveLength(1);
    await pressHome(shown, /^Pause/, 'UREPORTER');
    expect(texts((await shownTo('UREPORTER')).blocks)[0]).toMatch(/^Done: no alerts on “tide”/);
    expect(await paused(mine)).toEqual([true]);
    await pressHome(shown, /^Edit/, 'UREPORTER');
    const { id, view: form } = await view();
    slack.homes.clear();
    await submit(id, form, { paused: { type: 'static_select', selected_option: { value: 'no' } } });
    await until('the change', async () => (await paused(mine))[0] === false);
    // A button as managers have it, pressed by somebody who is none any more.
    const managers = await home('UADMIN');
    const theirPause = buttonsIn(managers).find((x) => x.value.includes('pause?'));
    const [ebb] = await b.desk.subscriptions(theirs);
    const forged = {
      ...shown,
      blocks: [{ type: 'actions', elements: [{ ...theirPause, value: `pause?subscription=${ebb?.id}` }] }],
    };
    await pressHome(forged, /./, 'UREPORTER');
    expect(texts((await shownTo('UREPORTER')).blocks)[0]).not.toMatch(/^Done/);
    expect(await paused(theirs)).toEqual([false]);
    await pressHome(await home('UREPORTER', 'T1', 'DREP'), /^Subscribe a channel/, 'UREPORTER');
    expect(texts((await shownTo('UREPORTER')).blocks)[0]).toMatch(/^Only/);
  });

  it('asks nothing more until Slack’s wait is over, then again; and once about a channel that is gone', async () => {
    await busy('T9', 6);
    slack.workspace('T9').channels.delete('CT91');
    slack.state.trouble = (call) => (call.method === 'conversations.info' ? '429' : null); // it says a second
    for (const user of ['UREPORTER', 'UREPORTER2'])
      expect(texts((await home(user, 'T9')).blocks).join()).not.toContain('quay');
    expect(asked()).toBe(1);
    slack.state.trouble = null;
    await new Promise((done) => setTimeout(done, 1_050));
    for (const user of ['UREPORTER', 'UREPORTER2'])
      expect(
        texts((await home(user, 'T9')).blocks)
          .join()
          .match(/“quay/g),
      ).toHaveLength(5);
    expect(asked()).toBe(7);
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
