import { describe, expect, it } from 'vitest';
import { commandJson, sameCommands } from '../../../adapters/discord/commands.ts';
import { choices, modal } from '../../../adapters/discord/listen.ts';
import { escaped, link } from '../../../adapters/discord/markdown.ts';
import { inviteLink, missing, permissionsOf } from '../../../adapters/discord/permissions.ts';
import {
  actionsToKeep,
  readCustomId,
  renderMessage,
  renderPlain,
  titleOf,
} from '../../../adapters/discord/render.ts';
import { environment } from '../../../adapters/discord/settings.ts';
import { commands } from '../../../commands/index.ts';
import type { Message, Node, Rich } from '../../../src/chat.ts';
import { linked, message, plain } from '../../../src/shown.ts';
import { spoken } from '../../statement.ts';
import { buttonsOf, partsOf, textOf } from './bench.ts';
import { createJudge, messageLimits } from './fake/judge.ts';

const judge = createJudge();
const wrong = (m: Message): string[] => [
  ...judge('POST', '/channels/100000000000000001/messages', renderMessage(m, 'k'.repeat(16))),
  ...messageLimits(renderMessage(m, '') as never),
  ...judge('POST', '/channels/100000000000000001/messages', renderPlain(m, 'k'.repeat(16))),
];
const heading = (text: string, link?: string): Node => ({
  kind: 'heading',
  text,
  ...(link === undefined ? {} : { link }),
});

const HOSTILE = [
  '@everyone @here <@&123456789012345678> <@123456789012345678> <#123456789012345678>',
  '[click](https://evil.example) **bold** __under__ ~~gone~~ ||secret|| `code` ```block```',
  '# Heading\n## Another\n> quote\n>>> more\n- list\n1. one\n-# small',
  '</help:123456789012345678> <t:1:R> <:smile:123456789012345678> :smile: \\@everyone',
  'x'.repeat(5_000),
  '\u202eright to left\u202c \u2067isolated\u2069 \u200fmark',
  '\u0000\u0007 control \u001b[31m',
  '👩‍🚀'.repeat(900),
  '](https://evil.example) [[[((()))]]]',
];

describe('a message on Discord', () => {
  for (const text of HOSTILE)
    it(`is harmless and fits: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const m = message([
        heading(text, 'https://paper.example/a)(b'),
        { kind: 'text', text: [plain(text), { kind: 'strong', text }, { kind: 'quoted', text }] },
        {
          kind: 'text',
          text: [
            { kind: 'link', text, url: `https://paper.example/${encodeURIComponent(text).slice(0, 200)}` },
          ],
        },
        { kind: 'list', items: [[plain(text)], [plain(text)]] },
        { kind: 'note', text: [plain(text)] },
        { kind: 'buttons', buttons: [{ label: text, action: { command: 'story', input: { story: text } } }] },
      ]);
      expect(wrong(m)).toEqual([]);
      for (const body of [renderMessage(m, 'key'), renderPlain(m, 'key')]) {
        expect(body.allowed_mentions).toEqual({ parse: [] });
        const shown = `${textOf(body)}${body.content ?? ''}`;
        // Nothing that Discord would read as a mention, a timestamp, an emoji or a link of somebody else's.
        expect(shown).not.toMatch(/(?<!\\)@(everyone|here)/);
        expect(shown).not.toMatch(/(?<!\\)<(@|#|\/|t:|:)/);
        expect(shown).not.toMatch(/(?<!\\)\[[^\]]*(?<!\\)\]\((?!<https:\/\/paper)/);
        expect(shown).not.toMatch(/(?!\n)[\p{Bidi_Control}\p{Cc}]/u);
      }
    });

  it('shows ordinary words as they are', () => {
    expect(escaped('Kim Hong-kyun said (paraphrased): 40% of “boxes”, at 10:30')).toBe(
      'Kim Hong-kyun said (paraphrased): 40% of “boxes”, at 10:30',
    );
    expect(link('Bridge opens', 'https://paper.example/a_(b)')).toBe(
      '[Bridge opens](<https://paper.example/a%5F%28b%29>)',
    );
    expect(link('Bridge', 'javascript:alert(1)')).toBe('Bridge');
  });

  it('says times as Discord shows them in the reader’s own zone', () => {
    const m = message([
      { kind: 'text', text: [{ kind: 'time', at: 1_700_000_000_500, text: '14 Nov 2023' }] },
    ]);
    expect(textOf(renderMessage(m, ''))).toBe('<t:1700000000:R>');
  });

  it('stays within forty components and four thousand characters, however long an answer is', () => {
    const statement = spoken({
      speaker: { id: 'p', name: 'Anna_Berg', role: '*engineer*', kind: 'person' },
      pieces: [{ text: 'The *bridge* will open in May. '.repeat(40), quoted: true }],
    });
    const nodes: Node[] = Array.from({ length: 60 }, (_, i) => ({
      kind: 'quote',
      statement,
      sources: true,
      number: i + 1,
    }));
    const buttons: Node[] = Array.from({ length: 30 }, (_, i) => ({
      kind: 'buttons',
      buttons: [{ label: `Page ${i}`, action: { command: 'story', input: { page: String(i) } } }],
    }));
    const m = message([heading('Long'), ...nodes, ...buttons]);
    expect(wrong(m)).toEqual([]);
    expect(textOf(renderMessage(m, ''))).toMatch(/…$/);
  });

  it('gives up addresses before stories, and stories never', () => {
    const address = (n: number) => `https://paper${n}.example/${'a'.repeat(200)}`;
    const others = (many: number, from: number): Rich =>
      Array.from({ length: many }, (_, i) => linked(`Outlet ${from + i}`, address(from + i)));
    for (const many of [0, 1, 3, 12]) {
      const items = Array.from({ length: 12 }, (_, i) => [
        linked(`The ferry of Norvik and its ${i}th week`, address(i)),
        plain(' — also in '),
        ...others(many, 100 * i),
      ]);
      const m = message([heading('12 stories'), { kind: 'list', items }]);
      expect(wrong(m)).toEqual([]);
      const shown = textOf(renderMessage(m, ''));
      for (let i = 0; i < 12; i++) expect(shown).toContain(`its ${i}th week`);
      if (many <= 3) expect(shown).toContain(address(0));
    }
    const quotes: Node[] = Array.from({ length: 5 }, (_, i) => ({
      kind: 'quote',
      statement: spoken({
        pieces: [{ text: `Number ${i} will sail. ${'It is late. '.repeat(20)}`, quoted: true }],
      }),
    }));
    const alert = message([
      heading('The ferry sails', address(1)),
      { kind: 'note', text: [plain('also in '), ...others(13, 0)] },
      { kind: 'text', text: [plain('The ferry of Norvik sails again in May.')] },
      ...quotes,
    ]);
    const shown = textOf(renderMessage(alert, 'k1'));
    for (const i of [0, 1, 2, 3, 4]) expect(shown).toContain(`Number ${i} will sail.`);
    expect(shown).toContain('sails again in May');
    expect(shown).toContain('Outlet 12');
  });

  it('keeps what a button has no room for under the same id every time', () => {
    const long = {
      command: 'whosaid',
      input: { speaker: 'Kim Hong-kyun', about: 'words '.repeat(30), page: '2' },
    };
    const m = message([{ kind: 'buttons', buttons: [{ label: 'Next', action: long }] }]);
    expect(actionsToKeep(m)).toEqual([long]);
    const [first] = buttonsOf(renderMessage(m, 'k1'));
    expect(first?.custom_id).toMatch(/^k1!~[0-9a-f]{20}$/);
    expect(readCustomId(first?.custom_id ?? '')).toEqual({
      key: 'k1',
      action: (first?.custom_id ?? '').slice(3),
    });
  });

  it('offers more than five choices as a menu', () => {
    const buttons = Array.from({ length: 10 }, (_, i) => ({
      label: `Kim ${i}`,
      action: { command: 'whosaid', input: { speaker: `Kim ${i}` } },
    }));
    const m = message([heading('Which Kim?'), { kind: 'buttons', buttons }]);
    const menu = partsOf(renderMessage(m, '')).find((p) => p.type === 3);
    expect(menu?.options?.map((o) => o.label)).toEqual(buttons.map((b) => b.label));
    expect(wrong(m)).toEqual([]);
  });

  it('pings no role that is everyone', () => {
    const m = { ...message([heading('A')]), mention: '100000000000000001' };
    expect(renderMessage(m, 'k', '100000000000000001').allowed_mentions).toEqual({ parse: [] });
    expect(renderMessage(m, 'k', '2').allowed_mentions).toEqual({ parse: [], roles: ['100000000000000001'] });
  });

  it('calls a thread by the headline', () => {
    expect(titleOf(message([heading('Bridge\u202e opens\n'), heading('x')]))).toBe('Bridge opens');
    expect(titleOf({ ...message([heading('New in B')]), subject: 'y'.repeat(200) })).toHaveLength(100);
  });
});

describe('commands on Discord', () => {
  it('are within the specification and the limits', () => {
    expect(judge('PUT', '/applications/100000000000000001/commands', commands.map(commandJson))).toEqual([]);
    for (const c of commands.map(commandJson)) {
      expect(c.name).toMatch(/^[-_a-z0-9]{1,32}$/);
      for (const o of c.options) expect(o.description.length).toBeLessThanOrEqual(100);
      const required = c.options.map((o) => o.required === true);
      expect(required).toEqual([...required].sort().reverse());
    }
  });

  it('that change something are for Manage Server, those that read go everywhere', () => {
    const json = new Map(commands.map((c) => [c.name, commandJson(c)]));
    expect(json.get('subscribe')).toMatchObject({ default_member_permissions: '32', integration_types: [0] });
    expect(json.get('whosaid')).toMatchObject({
      default_member_permissions: null,
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    });
    const options = json.get('subscribe')?.options ?? [];
    expect(options.find((o) => o.name === 'channel')?.type).toBe(7);
    expect(options.find((o) => o.name === 'ping')?.type).toBe(8);
    expect(options.find((o) => o.name === 'topic')?.autocomplete).toBe(true);
    expect(options.find((o) => o.name === 'silent')?.choices?.map((c) => c.value)).toEqual(['yes', 'no']);
  });

  it('are the same when Discord leaves out what is a default and adds its own', () => {
    const wanted = commands.map(commandJson);
    const back = wanted
      .map(({ options, ...c }) => ({
        ...c,
        id: '1',
        version: '2',
        ...(options.length === 0
          ? {}
          : { options: options.map((o) => ({ ...o, name_localizations: null })) }),
      }))
      .reverse();
    expect(sameCommands(wanted, back)).toBe(true);
    expect(sameCommands(wanted, back.slice(1))).toBe(false);
    expect(sameCommands(wanted, [{ ...back[0], description: 'other' }, ...back.slice(1)])).toBe(false);
  });

  it('complete within Discord’s limits', () => {
    const found = Array.from({ length: 60 }, (_, i) => ({
      label: `Kurt Campbell ${i} · ${'role '.repeat(40)}`,
      value: `v${i}`,
    }));
    const shown = choices([
      { label: 'twice', value: 'v1' },
      { label: 'long', value: 'x'.repeat(101) },
      ...found,
    ]);
    expect(shown).toHaveLength(25);
    for (const c of shown) expect(c.name.length).toBeLessThanOrEqual(100);
    expect(new Set(shown.map((c) => c.value)).size).toBe(25);
  });

  it('ask in a form for what is missing', () => {
    for (const c of commands) {
      const form = c.form?.({}) ?? null;
      if (form === null) continue;
      const body = { type: 9, data: modal(form, c) };
      expect(judge('POST', '/interactions/100000000000000001/t/callback', body), c.name).toEqual([]);
    }
  });
});

describe('permissions', () => {
  const ground = {
    guild: '1',
    owner: '9',
    roles: [
      { id: '1', permissions: 1024n | 2048n },
      { id: '2', permissions: 65536n },
    ],
    overwrites: [
      { id: '1', allow: 0n, deny: 2048n },
      { id: '2', allow: 2048n, deny: 0n },
    ],
  };
  it('are reckoned as Discord does', () => {
    expect(permissionsOf(ground, { id: '5', roles: [] })).toBe(1024n);
    expect(permissionsOf(ground, { id: '5', roles: ['2'] })).toBe(1024n | 2048n | 65536n);
    expect(missing('text', permissionsOf(ground, { id: '5', roles: [] }))).toEqual([
      'Send Messages',
      'Read Message History',
    ]);
    expect(missing('forum', 1024n | 2048n | 65536n)).toEqual(['Send Messages in Threads']);
    expect(missing('text', permissionsOf(ground, { id: '9', roles: [] }))).toEqual([]);
  });
  it('stand in the invitation', () => {
    expect(inviteLink('42')).toBe(
      'https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions=309237763072',
    );
  });
});

describe('settings', () => {
  it.each([
    ['auto', 'auto'],
    ['0-1/4', { ids: [0, 1], of: 4 }],
    ['3/4', { ids: [3], of: 4 }],
  ])('DISCORD_SHARDS %s', (text, shards) => {
    expect(environment.parse({ DISCORD_SHARDS: text }).DISCORD_SHARDS).toEqual(shards);
  });
  it('refuses other shards, and takes a token with “Bot” before it', () => {
    for (const text of ['4/4', '2-1/4', 'all'])
      expect(environment.safeParse({ DISCORD_SHARDS: text }).success).toBe(false);
    expect(environment.parse({ DISCORD_TOKEN: 'Bot a.b.c' }).DISCORD_TOKEN).toBe('a.b.c');
    expect(environment.parse({ DISCORD_API_BASE: 'http://127.0.0.1:1/api/v10/' }).DISCORD_API_BASE).toBe(
      'http://127.0.0.1:1/api',
    );
  });
});
