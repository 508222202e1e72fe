import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planPost } from '../../../src/store/planning.ts';
import { filing, NOTHING } from '../../contract/bench.ts';
import { until } from '../../until.ts';
import {
  alert,
  at,
  type Bench,
  buttonsOf,
  command,
  createBench,
  FORUM,
  NEWS,
  partsOf,
  press,
  textOf,
  WIRE,
} from './bench.ts';
import { BOT, EDITOR, GUILD } from './fake/world.ts';

const EPHEMERAL = 64;
const VIEW_AND_MANAGE = String(1024n | 16n);
const EVERYTHING = String((1n << 50n) - 1n);

let b: Bench;
beforeEach(async () => {
  b = await createBench({
    operators: ['400000000000000009'],
    draw: async () => ({ ok: true, value: new Uint8Array([137, 80, 78, 71]) }),
  });
  const said = Array.from({ length: 20 }, (_, i) => `Sentence number ${i} about the harbour`);
  for (const [i, words] of said.entries())
    await b.store.filing.commit(
      filing('none', i, {
        key: `paper.example/${i}`,
        speaker: 'Anna Berg',
        words,
        text: `${words}, said Anna Berg.`,
      }),
      async () => {},
    );
  await b.store.filing.commit(
    filing('none', said.length, {
      key: 'paper.example/x',
      speaker: 'Ann-Marie Berg',
      words: 'Not me',
      text: 'Not me, said Ann-Marie Berg.',
    }),
    async () => {},
  );
  await b.listen();
});
afterEach(async () => {
  expect(b.fake.complaints).toEqual([]);
  await b.close();
});
const answered = async (i: Record<string, unknown>) => {
  const done = await b.interact(i);
  return textOf(await done.answer());
};
const idOf = (answer: { components?: unknown }, label: string): string =>
  buttonsOf(answer).find((button) => button.label === label)?.custom_id ?? '';

describe('registration', () => {
  it('happens when something changed, and not again', async () => {
    const registered = () => b.fake.asked('PUT', /\/commands$/).length;
    const again = async () => {
      const gets = b.fake.asked('GET', /\/commands$/).length;
      b.fake.gateway.send(9, false);
      await until('compared again', () => b.fake.asked('GET', /\/commands$/).length > gets, 12_000);
      await new Promise((done) => setTimeout(done, 50));
    };
    expect(registered()).toBe(1);
    expect(b.world.commands().length).toBe(b.desk.commands().length);
    await again();
    expect(registered()).toBe(1);
    b.world.setCommands(b.world.commands().slice(1));
    await again();
    expect(registered()).toBe(2);
  }, 30_000);

  it('needs the Guilds intent alone', () => {
    expect(b.fake.gateway.intents).toEqual([1]);
  });
});

describe('commands', () => {
  it('are acknowledged at once, privately, and answered', async () => {
    const asked = await b.interact(command('whosaid', { speaker: 'Anna Berg' }));
    expect(asked.first).toMatchObject({ type: 5, data: { flags: EPHEMERAL } });
    expect(asked.took).toBeLessThan(500);
    const answer = await asked.answer();
    expect(textOf(answer)).toContain('Anna Berg');
    expect(answer.allowed_mentions).toEqual({ parse: [] });
  });

  it('page in place, also after a restart, with inputs that do not fit a button', async () => {
    const about = 'harbour sentence number about the '.repeat(4).trim();
    const asked = await b.interact(command('whosaid', { speaker: 'Anna Berg', about }));
    const first = await asked.answer();
    const next = idOf(first, 'Next');
    expect(next).toMatch(/~[0-9a-f]{20}$/);
    // Another process with the same store.
    const message = { id: '1', flags: EPHEMERAL };
    const paged = await b.interact(press(next, message));
    expect(paged.first.type).toBe(6);
    expect(textOf(await paged.answer())).toContain('Page 2 of 3');
    const third = await b.interact(press(idOf(await paged.answer(), 'Next'), message));
    expect(textOf(await third.answer())).toContain('Page 3 of 3');
  });

  it('show a picture once, whatever broke off, and take it away with its page', async () => {
    b.fake.fail('PATCH', /@original$/, 'reset after storing');
    const asked = await b.interact(command('timeline', { speaker: 'Anna Berg' }));
    await until('the answer again', () => b.fake.asked('PATCH', /@original$/).length === 2);
    const answer = await asked.answer();
    const shown = partsOf(answer).find((p) => p.type === 12) as { items?: { media: { url: string } }[] };
    const [file = ''] = b.world.attached.get(asked.token) ?? [];
    expect(shown.items?.[0]?.media.url).toBe(`attachment://${file}`);
    expect(b.world.attached.get(asked.token)).toHaveLength(1);
    const message = { id: '1', flags: EPHEMERAL };
    const second = await b.interact(press(idOf(answer, 'Next'), message));
    const page = await second.answer();
    expect(textOf(page)).toContain('Page 2 of 3');
    expect(page.attachments).toEqual([]);
    const back = await b.interact(press(idOf(page, 'Back'), message));
    expect((await back.answer()).attachments).toHaveLength(1);
    expect(b.world.attached.get(back.token)).toEqual([file]);
  });

  it('ask back with a choice, and take the choice', async () => {
    const asked = await b.interact(command('whosaid', { speaker: 'Berg' }));
    const answer = await asked.answer();
    expect(textOf(answer)).toContain('Which Berg?');
    const chosen = buttonsOf(answer).find((x) => x.label?.startsWith('Ann-Marie'))?.custom_id ?? '';
    const one = await b.interact(press(chosen, { id: '1', flags: EPHEMERAL }));
    expect(textOf(await one.answer())).toContain('Not me');
  });

  it('take a choice from a menu', async () => {
    const picked = await b.interact({
      type: 3,
      message: { id: '1', flags: EPHEMERAL },
      data: { custom_id: '!choose', component_type: 3, values: ['!whosaid?speaker=Ann-Marie+Berg'] },
    });
    expect(textOf(await picked.answer())).toContain('Not me');
  });

  it('answer a button under an alert to whoever pressed it, alone', async () => {
    const story = (await b.desk.storiesNamed('https://paper.example/x')).called[0]?.id ?? '';
    const pressed = await b.interact(press(`key!context?story=${story}`));
    expect(pressed.first).toMatchObject({ type: 5, data: { flags: EPHEMERAL } });
    expect(textOf(await pressed.answer())).toMatch(/\*\*Not me, said Ann-Marie Berg\*?\*?/);
  });

  it('say that something broke instead of thinking for ever', async () => {
    const { recall } = b.store.actions;
    b.store.actions.recall = async () => Promise.reject(new Error('the store is away'));
    try {
      expect(await answered(press('!~00000000000000000000'))).toContain('Something broke');
    } finally {
      b.store.actions.recall = recall;
    }
  });

  it('say when a button is too old', async () => {
    expect(await answered(press('!~00000000000000000000'))).toContain('too old');
    expect(await answered(press('something else'))).toContain('too old');
  });

  it('open a form where something is missing, and take what is typed', async () => {
    const asked = await b.interact(command('subscribe'));
    expect(asked.first.type).toBe(9);
    const data = asked.first.data as {
      custom_id: string;
      title: string;
      components: { component: { custom_id: string } }[];
    };
    expect(data.components.map((c) => c.component.custom_id)).toEqual(['topic', 'speaker', 'query']);
    const sent = await b.interact({
      type: 5,
      data: {
        custom_id: data.custom_id,
        components: [
          { type: 18, component: { type: 4, custom_id: 'topic', value: 'bridges' } },
          { type: 18, component: { type: 4, custom_id: 'speaker', value: '' } },
        ],
      },
    });
    expect(textOf(await sent.answer())).toContain('this channel gets an alert');
  });

  it('complete from memory in under 100 ms, the role beside the name', async () => {
    await b.interact({
      type: 4,
      data: { name: 'whosaid', options: [{ name: 'speaker', type: 3, value: 'x', focused: true }] },
    });
    const typed = await b.interact({
      type: 4,
      data: { name: 'whosaid', options: [{ name: 'speaker', type: 3, value: 'Ber', focused: true }] },
    });
    expect(typed.first.type).toBe(8);
    expect(typed.took).toBeLessThan(100);
    const found = (typed.first.data as { choices: { name: string; value: string }[] }).choices;
    expect(found[0]).toEqual({ name: 'Anna Berg · port engineer', value: 'Anna Berg' });
  });

  it('count a callback that had landed as done', async () => {
    b.fake.fail('POST', /\/callback$/, 'reset after storing');
    const asked = await b.interact(command('whosaid', { speaker: 'Anna Berg' }));
    expect(textOf(await asked.answer())).toContain('Anna Berg');
    expect(b.fake.asked('POST', /\/callback$/).length).toBeGreaterThan(1);
  });

  it('answer again what broke off, and go on after what nobody can answer', async () => {
    b.fake.fail('PATCH', /@original$/, { status: 500 });
    expect(await answered(command('latest'))).toContain('newest');
    b.fake.fail('POST', /\/callback$/, { status: 404, code: 10062 });
    b.world.dispatch('INTERACTION_CREATE', {
      id: '9',
      application_id: BOT,
      token: 'gone',
      type: 2,
      data: { name: 'latest' },
    });
    expect(await answered(command('topics'))).toContain('bridges');
  });

  it('know operators by the environment and managers by their permission', async () => {
    const operator = { user: { id: '400000000000000009' }, permissions: '0', roles: [] };
    expect(
      await answered({ ...command('speaker', { do: 'rename', speaker: 'Anna Berg' }), member: operator }),
    ).toContain('Under which name');
    expect(await answered(command('speaker', { do: 'rename', speaker: 'Anna Berg' }))).toContain(
      'Only an operator',
    );
    const reader = { user: { id: EDITOR }, permissions: '1024', roles: [] };
    expect(await answered({ ...command('subscribe', { topic: 'bridges' }), member: reader })).toContain(
      'Only a manager',
    );
    expect(await answered({ ...command('subscribe'), member: reader })).toContain('Only a manager');
  });
});

describe('subscribing', () => {
  const elsewhere = (id: string, part: Record<string, unknown>) =>
    command(
      'subscribe',
      { topic: 'bridges', channel: id },
      { resolved: { channels: { [id]: { id, type: id === FORUM ? 15 : 0, name: 'wire', ...part } } } },
    );

  it('is for the channel and its server', async () => {
    expect(await answered(command('subscribe', { topic: 'bridges' }))).toContain('Done: this channel');
    const [own] = await b.store.subscriptions.list(
      { platform: 'discord', tenant: GUILD, channel: NEWS },
      false,
    );
    expect(own).toMatchObject({ tenant: GUILD, channel: NEWS, created_by: EDITOR });
  });

  it('names exactly the permissions that are missing', async () => {
    const text = await answered({
      ...command('subscribe', { topic: 'bridges' }),
      app_permissions: String(1024n | 65536n),
    });
    expect(text).toContain('I need Send Messages there');
    expect(text).not.toContain('View Channel');
    const other = await answered(elsewhere(WIRE, { permissions: VIEW_AND_MANAGE, app_permissions: '0' }));
    expect(other).toContain('#wire: I need View Channel, Send Messages and Read Message History there');
    expect(await b.store.subscriptions.places('discord')).toEqual([]);
  });

  it('says what works less well', async () => {
    const text = await answered({
      ...command('subscribe', { topic: 'bridges' }),
      app_permissions: String(1024n | 2048n | 65536n),
    });
    expect(text).toContain('Done');
    expect(text).toContain('Create Public Threads');
  });

  it('is refused to whoever cannot see or manage the other channel', async () => {
    for (const permissions of ['0', '1024', '16'])
      expect(await answered(elsewhere(WIRE, { permissions, app_permissions: EVERYTHING }))).toContain(
        'only if you can see it',
      );
    expect(
      await answered(elsewhere(WIRE, { permissions: VIEW_AND_MANAGE, app_permissions: EVERYTHING })),
    ).toContain('Done: #wire gets');
  });

  it('reckons permissions itself where the interaction does not tell', async () => {
    const forum = b.world.channels.get(FORUM);
    if (forum !== undefined)
      forum.permission_overwrites = [{ id: BOT, type: 1, allow: '0', deny: String(1n << 38n) }];
    expect(await answered(elsewhere(FORUM, { permissions: VIEW_AND_MANAGE }))).toContain(
      'Send Messages in Threads',
    );
  });

  it('is for nowhere that cannot be found, and for no other server', async () => {
    expect(await answered(elsewhere('299999999999999999', { permissions: VIEW_AND_MANAGE }))).toContain(
      'View Channel',
    );
    b.world.addChannel({ id: '200000000000000009', guild_id: '100000000000000009' });
    expect(
      await answered(elsewhere('200000000000000009', { type: undefined, permissions: VIEW_AND_MANAGE })),
    ).toContain('another server');
  });

  it('takes a role to ping, but never everyone', async () => {
    expect(await answered(command('subscribe', { topic: 'bridges', ping: GUILD }))).toContain(
      'everyone at once',
    );
    expect(
      await answered(command('subscribe', { topic: 'bridges', ping: '700000000000000001', silent: 'yes' })),
    ).toContain('Done');
    expect(await answered(command('subscriptions'))).toMatch(/without notifications.*pings a role/);
    expect(await answered(command('subscribe', { topic: 'bridges', silent: 'no' }))).toContain(
      'that way from now on',
    );
    expect(await answered(command('subscriptions'))).not.toContain('without notifications');
  });

  it('says that there is nothing to set where Discord decides who manages', async () => {
    expect(await answered(command('settings', { managers: 'everyone' }))).toMatch(
      /^On Discord there is nothing to set/,
    );
  });

  it('shows a manager nothing of a channel that they cannot see', async () => {
    for (const [n, channel] of [WIRE, FORUM].entries())
      await b.store.filing.commit(filing('none', 21 + n, { key: `paper.example/h${n}` }), (tx, f) =>
        planPost(tx, b.store.ids, b.store.clock, at(channel), f.storyId, alert('Bridge opens'), NOTHING),
      );
    await b.db.updateTable('deliveries').set({ state: 'held', why: 'the connection broke' }).execute();
    const wire = b.world.channels.get(WIRE);
    const hidden = [{ id: EDITOR, type: 1, allow: '0', deny: String(1n << 10n) }];
    if (wire !== undefined) wire.permission_overwrites = hidden;
    b.world.dispatch('CHANNEL_UPDATE', { ...wire });
    const asked = b.fake.requests.length;
    const told = await answered(command('held'));
    expect(told).toContain(`<#${FORUM}>`);
    expect(told).not.toContain(`<#${WIRE}>`);
    // By what the gateway has told: a server has hundreds of channels.
    expect(b.fake.requests.slice(asked).filter((r) => r.method === 'GET')).toEqual([]);
  });

  it('says when nothing will be published to followers', async () => {
    const loud = { topic: 'bridges', crosspost: 'yes' };
    expect(await answered(command('subscribe', loud))).toContain(
      'this channel is no announcement channel, so make it one',
    );
    expect(await answered(command('subscription', { subscription: 'bridges', crosspost: 'yes' }))).toContain(
      'Nothing will be published to followers',
    );
    const wire = {
      ...command('subscribe', loud),
      channel_id: WIRE,
      channel: { id: WIRE, type: 5, name: 'wire' },
    };
    const text = await answered(wire);
    expect(text).toContain('Done');
    expect(text).not.toContain('published');
  });

  it('says when a role will not be pinged, and how it will be', async () => {
    const role = { id: '700000000000000001', name: 'desk', permissions: '0', mentionable: false };
    b.world.roles.push(role);
    const asked = (app_permissions: bigint) =>
      answered({
        ...command('subscribe', { topic: 'bridges', ping: role.id }),
        app_permissions: String(app_permissions),
      });
    const may = 1024n | 2048n | 65536n;
    expect(await asked(may)).toContain('named but not pinged: switch on');
    expect(await asked(may | (1n << 17n))).not.toContain('pinged');
    expect(
      await answered(command('subscription', { subscription: 'bridges', ping: '700000000000000002' })),
    ).toContain('no such role');
    role.mentionable = true;
    expect(await asked(may)).not.toContain('pinged');
  });

  it('in a story’s thread means its channel, in another thread the thread', async () => {
    const inThread = (owner: string) => ({
      ...command('subscribe', { topic: 'bridges' }),
      channel_id: '200000000000000007',
      channel: { id: '200000000000000007', type: 11, parent_id: NEWS, owner_id: owner },
    });
    b.world.addChannel({ id: '200000000000000007', type: 11, parent_id: NEWS });
    await answered(inThread(BOT));
    await answered(inThread(EDITOR));
    expect((await b.store.subscriptions.places('discord')).map((p) => p.channel)).toEqual([
      NEWS,
      '200000000000000007',
    ]);
  });

  it('works for anyone in a direct message', async () => {
    b.world.addChannel({ id: '200000000000000008', type: 1, guild_id: '' });
    const direct = {
      ...command('subscribe', { topic: 'bridges' }),
      guild_id: undefined,
      member: undefined,
      user: { id: EDITOR },
      context: 1,
      channel_id: '200000000000000008',
      channel: { id: '200000000000000008', type: 1 },
    };
    expect(await answered(direct)).toContain('Done');
    expect((await b.store.subscriptions.places('discord'))[0]).toMatchObject({ tenant: `@${EDITOR}` });
  });

  it('mutes a story by its button, for managers', async () => {
    const story = (await b.desk.storiesNamed('https://paper.example/x')).called[0]?.id ?? '';
    const muted = await b.interact(press(`key!mute?story=${story}`));
    const answer = await muted.answer();
    expect(textOf(answer)).toContain('no more updates');
    const again = await b.interact(press(idOf(answer, 'Updates again'), { id: '1', flags: EPHEMERAL }));
    expect(textOf(await again.answer())).toContain('come to this channel again');
    const reader = { user: { id: EDITOR }, permissions: '1024', roles: [] };
    expect(await answered({ ...press(`key!mute?story=${story}`), member: reader })).toContain(
      'Only a manager',
    );
  });
});

it('every command with no options at all answers or asks', async () => {
  for (const c of b.desk.commands()) {
    const done = await b.interact(command(c.name));
    if (done.first.type === 9) continue;
    expect(partsOf(await done.answer()).length, c.name).toBeGreaterThan(0);
  }
});
