import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createAnswerer } from '../../src/answer.ts';
import type { Node, Reply } from '../../src/chat.ts';
import { createDesk, hereOnly } from '../../src/desk.ts';
import { createIds } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { createLabour, type Labour } from '../../src/workers/pool.ts';
import { filing } from '../contract/bench.ts';
import { readPng } from '../png.ts';
import { buttons, CALLER, quotes, TOPICS } from './desk.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

type Line = {
  speaker: string;
  words: string;
  published: string;
  saidOn?: string;
  stance?: 'said' | 'denied';
};
const LINES: Line[] = [
  {
    speaker: 'Anna Berg',
    words: 'shipping cranes to the Korsvik yard',
    published: '2026-10-02',
    stance: 'denied',
  },
  {
    speaker: 'Otto Fisk',
    words: 'The ferry is late',
    published: '2026-11-10T09:00:00+01:00',
    saidOn: '2026-11-08',
  },
  { speaker: 'Otto Fisk', words: 'The ferry is later', published: '2026-11-10', saidOn: '2026-11' },
  { speaker: 'Ada Fisk', words: 'No ferry of mine', published: '2026-11-11' },
  { speaker: 'Anna Berg', words: 'we shipped two cranes to the Korsvik yard', published: '2026-11-12' },
];

let labour: Labour;
beforeAll(() => {
  labour = createLabour({ size: 1, timeout: 20_000, idle: 5_000, memory: 256 });
});
afterAll(() => labour.stop());

let store: Store;
let ask: (command: string, input?: Record<string, string>) => Promise<Reply>;
let draws = 0;
let broken = false;

async function town(lines: Line[]): Promise<void> {
  const clock = { now: () => NOW };
  const ids = createIds(clock.now, () => 0.5);
  store = await createStore(openMemory(), clock, ids, true);
  for (const [i, line] of lines.entries()) {
    const one = filing('none', i, { key: `paper.example/${i}`, speaker: line.speaker, words: line.words });
    const at = Date.parse(line.published);
    await store.filing.commit(
      {
        ...one,
        article: { ...one.article, title: `Story ${i}`, published: line.published, published_at: at, at },
        statements: one.statements.map((s) => ({
          ...s,
          stance: line.stance ?? 'said',
          cue: line.stance ?? 'said',
          saidOn: line.saidOn ?? null,
        })),
      },
      async () => {},
    );
  }
  draws = 0;
  broken = false;
  const desk = createDesk({
    store,
    topics: TOPICS,
    maxAge: 0,
    commands,
    queryProblem: () => null,
    reach: hereOnly,
    draw: async (svg) => {
      draws += 1;
      return broken ? { ok: false, why: 'no memory' } : labour.drawChart({ svg });
    },
  });
  const answer = createAnswerer({ commands, desk, ids, log: createLog('silent', false, process.stderr) });
  ask = (command, input = {}) => answer({ command, input, caller: CALLER });
}
beforeEach(() => town(LINES));

const texts = (reply: Reply) =>
  reply.nodes.flatMap((n) => (n.kind === 'text' ? n.text.map((r) => r.text).join('') : []));
const image = (reply: Reply) =>
  reply.nodes.find((n): n is Extract<Node, { kind: 'image' }> => n.kind === 'image');

describe('/timeline', () => {
  it('lists statements by day, the newest first, by when it was said, else by publication', async () => {
    const reply = await ask('timeline', { topic: 'bridges' });
    expect(reply.nodes[0]).toMatchObject({ text: 'Timeline · Bridges · 5 statements' });
    expect(texts(reply).filter((t) => /^\d|^Nov/.test(t) && !/· (said|denied)$/.test(t))).toEqual([
      '12 Nov 2026 · 1 article',
      '11 Nov 2026 · 1 article',
      '8 Nov 2026',
      'Nov 2026',
      '2 Oct 2026 · 1 article',
    ]);
    const oldest = await ask('timeline', { topic: 'bridges', order: 'oldest' });
    expect(texts(oldest).at(-1)).toBe('12 Nov 2026 · 1 article');
  });

  it('draws the chart and says it in words', async () => {
    const picture = image(await ask('timeline', { topic: 'Bridges' }));
    expect(picture?.alt).toBe(
      'Chart: who spoke when on Bridges. 2 Oct 2026 – 30 Nov 2026 · 5 statements · 5 articles. Articles a day: 2 Oct, 10 Nov (2), 11 Nov, 12 Nov. Anna Berg, 2 statements: 2 Oct, 12 Nov. Otto Fisk, 2 statements: 1 Nov to 30 Nov, 8 Nov. Ada Fisk, 1 statement: 11 Nov.',
    );
    expect(readPng(picture?.png ?? new Uint8Array()).width).toBe(1600);
  });

  it('stands in words alone where it cannot be drawn', async () => {
    broken = true;
    const reply = await ask('timeline', { topic: 'bridges' });
    expect(image(reply)).toBeUndefined();
    expect(reply.plain).toContain('Chart: who spoke when on Bridges.');
  });

  it('puts what one speaker denied and said side by side, in order of the days, and judges nothing', async () => {
    for (const input of [{ topic: 'bridges' }, { speaker: 'Berg', since: '10d' }]) {
      const reply = await ask('timeline', input);
      const at = texts(reply).indexOf('Denied and said');
      expect(texts(reply).slice(at, at + 3)).toEqual([
        'Denied and said',
        '2 Oct 2026 · denied',
        '12 Nov 2026 · said',
      ]);
      expect(
        quotes(reply)
          .slice(0, 2)
          .map((q) => q.statement.stance),
      ).toEqual(['denied', 'said']);
      expect(reply.plain).toContain('what to make of it is yours to judge');
    }
    expect((await ask('timeline', { speaker: 'Otto Fisk' })).plain).not.toContain('Denied and said');
    expect((await ask('timeline', { speaker: 'Berg', since: '3d' })).plain).toMatch(
      /^Nobody has said anything/,
    );
  });

  it('takes a bare name, and asks which one', async () => {
    expect((await ask('timeline', { topic: 'Berg' })).plain).toMatch(/^Timeline · Anna Berg · 2 statements/);
    const which = await ask('timeline', { topic: 'fisk', since: '60d' });
    expect(which.plain).toMatch(/^Which fisk\?/);
    const [first] = buttons(which);
    expect(first?.label).toMatch(/^Otto Fisk · .* · 2 statements$/);
    const chosen = await ask(first?.action.command ?? '', first?.action.input);
    expect(chosen.plain).toMatch(/^Timeline · Otto Fisk · last 60d · 2 statements/);
    expect((await ask('timeline', { topic: 'bridges', speaker: 'Otto Fisk' })).plain).toMatch(
      /^Timeline · Otto Fisk · Bridges/,
    );
  });

  it('answers what it cannot do with what to type', async () => {
    const said = async (input: Record<string, string>) => (await ask('timeline', input)).plain;
    expect(await said({})).toMatch(/^Of what\? Type \/timeline/);
    expect(await said({ topic: 'Otto Fisc' })).toMatch(
      /no topic “Otto Fisc”.*The topics are bridges and ferries\. The nearest names: Otto Fisk/,
    );
    expect(await said({ speaker: 'Nobody' })).toBe(
      'Nobody called “Nobody” has said anything that I have read.',
    );
    expect(await said({ topic: 'trams', speaker: 'Berg' })).toMatch(/^There is no topic “trams”/);
    expect(await said({ topic: 'ferries' })).toMatch(/^Nobody has said anything on that/);
    expect(await said({ topic: 'bridges', since: 'long' })).toMatch(/^since: takes/);
    expect(await said({ topic: 'bridges', order: 'up' })).toMatch(/^order: takes oldest or newest\./);
    expect(await said({ topic: 'bridges', page: '9' })).toBe('There is one page.');
  });

  it('goes page by page, with the chart on the first alone, and forgets nothing on the way', async () => {
    const many = Array.from({ length: 19 }, (_, i) => ({
      speaker: i % 2 === 0 ? 'Anna Berg' : 'Otto Fisk',
      words: `Words number ${i} about the harbour`,
      published: `2026-11-${String(1 + (i % 12)).padStart(2, '0')}`,
    }));
    await town(many);
    const seen: string[] = [];
    let reply = await ask('timeline', { topic: 'bridges', since: '30d' });
    for (let page = 1; page <= 3; page++) {
      seen.push(...quotes(reply).map((q) => q.statement.id));
      expect(image(reply) === undefined).toBe(page > 1);
      const next = buttons(reply).find((b) => b.label === 'Next');
      if (next !== undefined) reply = await ask(next.action.command, next.action.input);
    }
    expect(new Set(seen).size).toBe(19);
    expect(draws).toBe(1);
    const turn = buttons(reply).find((b) => b.label === 'Oldest first');
    const oldest = await ask('timeline', turn?.action.input);
    expect(quotes(oldest)[0]?.statement.id).toBe(seen.at(-1));
  });
});

describe('a chart’s words', () => {
  it('stay within what platforms take', async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      speaker: `Person ${'abcdefghijkl'[i % 12]}${'x'.repeat(60)} Berg`,
      words: `Words number ${i} about the harbour`,
      published: `2026-${i % 2 === 0 ? '10' : '11'}-${String(1 + (i % 15)).padStart(2, '0')}`,
    }));
    await town(many);
    const alt = image(await ask('timeline', { topic: 'bridges' }))?.alt ?? '';
    expect(alt.length).toBeLessThanOrEqual(1_000);
    expect(alt).toMatch(/ And \d+ more\.$/);
  });
});
