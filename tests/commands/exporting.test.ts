import { describe, expect, it } from 'vitest';
import { fileOf } from '../../commands/exporting.ts';
import type { Reply, ShownStatement } from '../../src/chat.ts';
import { buttons, CALLER, quotes, talkingTown } from './desk.ts';

const statement = (change: Partial<ShownStatement> = {}): ShownStatement => ({
  id: 's1',
  speaker: { id: 'p', name: 'Anna Berg', role: 'port engineer', kind: 'person' },
  cue: 'said',
  kind: 'direct',
  stance: 'said',
  pieces: [
    { text: 'Late, "very" late,', quoted: true },
    { text: 'and *wet*', quoted: true },
  ],
  saidOn: '2026-11-02',
  venue: null,
  via: null,
  story: { id: 'n', title: 'Bridge' },
  sightings: [
    { outlet: 'Paper', url: 'https://p.example/1', publishedAt: '2026-11-03', stateMedia: false, mark: null },
  ],
  mark: null,
  ...change,
});
const textOf = (node: ReturnType<typeof fileOf>) =>
  node.kind === 'file' ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(node.data) : '';
const titled = (title: string) => ({ title, name: title });
const file = (reply: Reply) => reply.nodes.find((n) => n.kind === 'file');

describe('statements as a file', () => {
  it('in CSV with quotes doubled, and no cell that a spreadsheet would run', () => {
    const node = fileOf(titled('Who said “bridge”'), 'csv', [
      statement(),
      statement({ speaker: { id: 'x', name: '=cmd()', role: '+1', kind: 'person' } }),
    ]);
    expect(node).toMatchObject({
      kind: 'file',
      name: 'who-said-bridge.csv',
      type: 'text/csv; charset=utf-8',
    });
    const lines = textOf(node).split('\r\n');
    expect(lines[0]).toBe(
      '\ufeffspeaker,role,cue,stance,kind,words,said on,where,via,outlets,published,links,mark,story,id',
    );
    expect(lines[1]).toBe(
      'Anna Berg,port engineer,said,said,direct,"“Late, ""very"" late,” … “and *wet*”",2026-11-02,,,Paper,2026-11-03,https://p.example/1,,Bridge,s1',
    );
    expect(lines[2]).toMatch(/^'=cmd\(\),'\+1,/);
  });

  it('in Markdown with the words as letters', () => {
    expect(textOf(fileOf(titled('A [b]'), 'md', [statement()]))).toBe(
      '# A \\[b\\]\n\n1. Anna Berg, port engineer, said: “Late, "very" late,” … “and \\*wet\\*” — 2 Nov 2026  \n   [Paper, 3 Nov 2026](<https://p.example/1>)\n',
    );
  });

  it('as text and as JSON', () => {
    expect(textOf(fileOf(titled('Bergs'), 'text', [statement()]))).toBe(
      'Bergs\n\n1. Anna Berg, port engineer, said: “Late, "very" late,” … “and *wet*” — 2 Nov 2026\n   Paper, 3 Nov 2026 https://p.example/1\n',
    );
    expect(JSON.parse(textOf(fileOf(titled('Bergs'), 'json', [statement()])))).toEqual({
      title: 'Bergs',
      statements: [statement()],
    });
  });

  it('names a file without a letter of its own', () =>
    expect(fileOf(titled('…'), 'json', [])).toMatchObject({ name: 'whosaid.json' }));
});

describe('/whosaid as', () => {
  it('gives the whole answer, not the page', async () => {
    const town = await talkingTown();
    const reply = await town.ask('whosaid', { speaker: 'Anna Berg', as: 'csv', page: '1' });
    expect(reply.plain).toBe('12 statements in anna-berg.csv.');
    const node = file(reply);
    expect(node === undefined ? [] : textOf(node).trim().split('\r\n')).toHaveLength(13);
    expect((await town.ask('whosaid', { speaker: 'Anna Berg', as: 'pdf' })).plain).toMatch(
      /^as: takes text, md, csv or json\./,
    );
    expect((await town.ask('whosaid', { about: 'zebra', as: 'md' })).plain).toMatch(
      /^Nothing that I have read/,
    );
  });
});

describe('/story', () => {
  it('shows articles with role and date, statements by speaker, and goes into a file', async () => {
    const town = await talkingTown();
    const reply = await town.ask('story', { story: 'faster than any bridge' });
    expect(reply.plain).toContain(
      '1 article, in order of publication\n• 1 Nov 2026 · Paper · original: Story 13',
    );
    expect(reply.plain).toContain(
      '1 statement, by speaker\nOtto Fisk, port engineer\n1. said (paraphrased): The ferry',
    );
    expect(quotes(reply)).toHaveLength(1);
    const only = await town.ask('story', { story: 'faster than any bridge', show: 'articles' });
    expect(quotes(only)).toHaveLength(0);
    const md = await town.ask('story', { story: 'faster than any bridge', as: 'md' });
    const node = file(md);
    expect(node === undefined ? '' : textOf(node)).toMatch(
      /^# Story 13.*\n\n## 1 article, in order of publication\n\n- \[/,
    );
    const which = await town.ask('story', { story: 'harbour', as: 'json' });
    expect(buttons(which)[0]?.action.input).toMatchObject({ as: 'json' });
  });
});

describe('/about', () => {
  it('says on one screen what runs, watches, has and waits', async () => {
    const town = await talkingTown();
    await town.store.overview.begin();
    const said = (await town.ask('about')).plain;
    expect(said.split('\n').length).toBeLessThan(20);
    expect(said).toMatch(/^Whosaid \d+\.\d+\.\d+\nStarted 20 Nov 2026, 12:00 UTC\.\nMIT licence\./);
    expect(said).toContain('0 feeds: 0 ok, 0 failing.\n• 2 topics: Bridges and Ferries.');
    expect(said).toContain('14 articles of 1 outlet in 14 stories; 14 statements by 3 speakers.');
    expect(said).toContain('Deliveries\n• None yet.');
    expect((await town.ask('about', {}, { ...CALLER, zone: 'Asia/Seoul' })).plain).toContain(
      'Started 20 Nov 2026, 21:00 Asia/Seoul.',
    );
  });
});
