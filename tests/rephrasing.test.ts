/** Alerts and the language model: better words when they come in time and are true, else the article's own, and never late. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';
import { createRephrasing } from '../src/rephrasing.ts';
import { createModelServer, type ModelServer } from './ai/server.ts';
import { HERE, type Newsroom, openNewsroom } from './filing/newsroom.ts';

const STRIKE = {
  url: 'https://post.example/strike',
  outlet: 'Fjord Post',
  title: 'Ferry crews walk out at Korsvik',
  text: 'Ferry crews at Korsvik walked out at dawn on Friday over a roster that their union calls unsafe.\n\n“Nobody sails on four hours of sleep,” said Signe Aas, who leads the crews’ union.',
};
const VERBATIM =
  'Ferry crews at Korsvik walked out at dawn on Friday over a roster that their union calls unsafe.';
const BETTER = 'A roster that their union calls unsafe made ferry crews at Korsvik walk out on Friday.';
const KEY = 'sk-very-secret-0815';

let server: ModelServer;
let room: Newsroom;
let logged = '';
let rephrasing: ReturnType<typeof createRephrasing>;

beforeEach(async () => {
  server = await createModelServer();
  room = await openNewsroom();
  logged = '';
  const log = createLog('debug', false, {
    write(line: string) {
      logged += line;
      return true;
    },
  } as NodeJS.WritableStream);
  rephrasing = createRephrasing({
    store: room.store,
    settings: { protocol: 'ollama', name: 'tiny', url: server.url, key: KEY },
    log,
    now: room.store.clock.now,
    timeout: 300,
  });
  room.rephraseWith(rephrasing);
  await room.subscribe(HERE, 'topic', 'ferries');
});
afterEach(async () => {
  await rephrasing.stop();
  await server.close();
  expect(logged).not.toContain(KEY);
});

describe('a configured model', () => {
  it('puts the summary of a new alert in other words, and says so', async () => {
    server.answers({ text: BETTER });
    await room.file(STRIKE);
    expect(await room.deliver()).toEqual([]);
    await rephrasing.settled();
    const [post, ...more] = await room.deliver();
    expect(more).toEqual([]);
    expect(post?.plain).toContain(BETTER);
    expect(post?.plain).not.toContain(VERBATIM);
    expect(post?.plain).toContain('Summary put in other words by ollama:tiny');
    expect(await room.desk.modelUse()).toEqual({
      model: null,
      days: 30,
      calls: 1,
      accepted: 1,
      refused: 0,
      failed: 0,
      inputTokens: 300,
      outputTokens: 40,
    });
  });

  it('never holds an alert longer than ten seconds, whatever becomes of it', async () => {
    server.answers({ hang: true });
    await room.file(STRIKE);
    expect(await room.deliver()).toEqual([]);
    // As after a kill: nobody comes back to let it go.
    room.later(9_500);
    const [post] = await room.deliver();
    expect(post?.plain).toContain(VERBATIM);
    await rephrasing.settled();
    expect(await room.deliver()).toEqual([]);
    expect(await room.desk.modelUse()).toMatchObject({ calls: 1, failed: 1 });
  });

  it('is refused and logged when it invents, and the article’s own sentences are shown at once', async () => {
    server.answers({ text: 'Ferry crews at Korsvik walked out on Friday, said Otto Invented of the union.' });
    await room.file(STRIKE);
    await rephrasing.settled();
    expect((await room.deliver())[0]?.plain).toContain(VERBATIM);
    expect(logged).toContain('Otto Invented');
    expect(await room.desk.modelUse()).toMatchObject({ calls: 1, refused: 1, inputTokens: 300 });
  });

  it('edits an alert that went before its answer came', async () => {
    server.answers({ text: BETTER });
    await room.file(STRIKE);
    room.later(9_500);
    expect((await room.deliver())[0]?.plain).toContain(VERBATIM);
    await rephrasing.settled();
    const [edit] = await room.deliver();
    expect([edit?.kind, edit?.plain.includes(BETTER)]).toEqual(['edit', true]);
  });

  it('is left alone after three failures, and nothing waits for it then', async () => {
    server.answers({ status: 500, body: '' });
    const others: [title: string, text: string][] = [
      [
        'Ferry of Lenvik runs aground',
        'A tug from Lenvik pulled a ferry off a sandbank at high water on Sunday after its pilot took a buoy for a boathouse lamp.',
      ],
      [
        'Museum buys steam ferry',
        'The maritime museum paid two million crowns for the last steam ferry of the lake, which had served as a chicken house since the war.',
      ],
      [
        'Ferry fares double in Nesvik',
        'Pensioners in Nesvik will pay twice as much for a ferry ticket from January, the county said when it showed its budget.',
      ],
      [
        'Whale follows ferry to Holm',
        'A humpback swam behind the evening ferry to Holm for an hour, and passengers threw it herring until the captain forbade it.',
      ],
    ];
    for (const [i, [title, text]] of others.entries()) {
      await room.file({ ...STRIKE, url: `https://post.example/${i}`, title, text });
      if (i < 3) await rephrasing.settled();
    }
    expect(server.asked).toHaveLength(3);
    expect((await room.deliver()).length).toBe(4);
    expect(logged).toContain('left alone');
  });

  it('is not asked about what nobody is alerted of, nor about copies', async () => {
    server.answers({ text: BETTER });
    await room.file({
      ...STRIKE,
      title: 'Soup is back',
      text: 'The kiosk at the quay serves soup again after a winter without a cook, and the bakery lost a third of its trade.',
    });
    await room.file({ ...STRIKE, url: 'https://post.example/2' });
    await room.file({ ...STRIKE, url: 'https://mail.example/2', outlet: 'Harbour Mail' });
    await rephrasing.settled();
    expect(server.asked).toHaveLength(1);
  });
});
