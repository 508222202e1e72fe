/** A desk over a real store with a few stories in it, for the commands' tests. */
import { commands } from '../../commands/index.ts';
import { createAnswerer } from '../../src/answer.ts';
import { queryProblem } from '../../src/bot.ts';
import type { Ask, Caller, Reply } from '../../src/chat.ts';
import { createDesk, hereOnly } from '../../src/desk.ts';
import { createIds } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import type { Topic } from '../../src/news.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore } from '../../src/store/store.ts';
import { filing } from '../contract/bench.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T12:00:00Z');

export const TOPICS: Topic[] = [
  {
    id: 'bridges',
    name: 'Bridges',
    query: 'bridge',
    aliases: {},
    description: 'Bridges and what crosses them',
  },
  { id: 'ferries', name: 'Ferries', query: 'ferry', aliases: {}, description: 'Ferries' },
];

export const CALLER: Caller = {
  id: 'u1',
  place: { platform: 'console', tenant: 't', channel: 'c' },
  manager: true,
  operator: true,
  locale: 'en',
  direct: false,
};

/** Three Bergs and a ministry have spoken: Anna most, long ago and lately. */
export async function talkingTown() {
  const clock = { now: () => NOW };
  const ids = createIds(clock.now, () => 0.5);
  const store = await createStore(openMemory(), clock, ids, true);
  const said: [speaker: string, words: string, daysAgo: number][] = [
    ...Array.from({ length: 11 }, (_, i): [string, string, number] => [
      'Anna Berg',
      `Sentence number ${i} about the harbour`,
      40 + i,
    ]),
    ['Anna Berg', 'The bridge will open in May', 2],
    ['Ann-Marie Berg', 'I was not asked', 3],
    ['Otto Fisk', 'The ferry is faster than any bridge', 1],
  ];
  for (const [i, [speaker, words, days]] of said.entries()) {
    const one = filing('none', i, {
      key: `paper.example/${i}`,
      speaker,
      words,
      text: `${words}, said ${speaker}.`,
    });
    const at = NOW - days * DAY;
    await store.filing.commit(
      { ...one, article: { ...one.article, title: `Story ${i}: ${words}`, at, published_at: at } },
      async () => {},
    );
  }
  const desk = createDesk({
    store,
    topics: TOPICS,
    maxAge: 0,
    commands,
    queryProblem: (query) => queryProblem(query, TOPICS),
    draw: async () => ({ ok: true, value: new Uint8Array([137, 80, 78, 71]) }),
    reach: hereOnly,
  });
  const answer = createAnswerer({ commands, desk, ids, log: createLog('silent', false, process.stderr) });
  const ask = (command: string, input: Ask['input'] = {}, caller = CALLER): Promise<Reply> =>
    answer({ command, input, caller });
  return { store, desk, ask, answer };
}

export const buttons = (reply: Reply) => reply.nodes.flatMap((n) => (n.kind === 'buttons' ? n.buttons : []));
export const quotes = (reply: Reply) => reply.nodes.flatMap((n) => (n.kind === 'quote' ? [n] : []));
