import { beforeEach, describe, expect, it } from 'vitest';
import { HERE, HOUR, type Newsroom, NOON, OPERATOR, openNewsroom, THERE } from '../filing/newsroom.ts';

const STRIKE = {
  url: 'https://post.example/strike',
  outlet: 'Fjord Post',
  title: 'Ferry crews walk out at Korsvik',
  text: 'Ferry crews at Korsvik walked out at dawn on Friday over a roster that their union calls unsafe.\n\n“Nobody sails on four hours of sleep,” said Signe Aas, who leads the crews’ union.\n\nThe line carries three hundred commuters across the fjord every morning and has no spare boat.',
};
const COPY = {
  url: 'https://mail.example/strike',
  outlet: 'Harbour Mail',
  title: 'Crews leave Korsvik boats',
  text: STRIKE.text,
};
const QUEUE = {
  url: 'https://echo.example/queue',
  outlet: 'Island Echo',
  title: 'Ferry queue blocks the harbour road of Lenvik',
  text: 'A queue of lorries waiting for a ferry blocked the harbour road of Lenvik for most of Friday morning, the police said.\n\n“I have sold forty cups of coffee to people who cannot move,” said Otto Fisk, a baker beside the quay.',
};
const OTHER = {
  url: 'https://wave.example/engine',
  outlet: 'Wave Radio',
  title: 'Ferry engine fails off Lenvik lighthouse',
  text: 'A ferry drifted for an hour off the lighthouse of Lenvik on Friday after its engine failed, the coast guard said.\n\n“We dropped anchor and waited for the tug,” said Ada Holm, the captain.',
};

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
  await room.subscribe(HERE, 'topic', 'ferries');
});
const plains = async () => (await room.deliver()).map((t) => `${t.channel} ${t.kind}: ${t.plain}`);

describe('/stories merge', () => {
  it('moves articles and statements, points the other alert to the one that stays, and later news goes there', async () => {
    const strike = await room.file(STRIKE);
    const queue = await room.file(QUEUE);
    expect(queue.storyId).not.toBe(strike.storyId);
    const posts = await room.deliver();
    expect(posts.map((p) => p.kind)).toEqual(['post', 'post']);
    expect(await room.say('stories', { do: 'merge', story: 'blocks the harbour', into: STRIKE.url })).toBe(
      'Done: 1 article of “Ferry queue blocks the harbour road of Lenvik” moved into “Ferry crews walk out at Korsvik”; what was posted is edited, and later news goes there.',
    );
    const edits = await room.deliver();
    expect(edits.map((e) => e.kind)).toEqual(['edit', 'edit']);
    expect(edits[0]?.plain).toContain('also in Island Echo');
    expect(edits[1]?.plain).toMatch(/^This is part of another story now:\nFerry crews walk out/);
    expect(edits[1]?.plain).not.toContain('Fisk');
    expect(await room.say('whosaid', { speaker: 'Otto Fisk' })).toContain('1 statement in 1 story');
    // A copy of what was moved follows it, and so does a new version.
    const copy = await room.file({ ...QUEUE, url: 'https://mail.example/queue', outlet: 'Harbour Mail' });
    expect(copy.storyId).toBe(strike.storyId);
    const version = await room.file({
      ...QUEUE,
      text: `${QUEUE.text}\n\n“The road is open again,” said Nora Vik, a police inspector.`,
    });
    expect(version.storyId).toBe(strike.storyId);
    const later = await room.deliver();
    const reply = later.find((t) => t.kind === 'reply');
    expect(reply?.plain).toMatch(/^New in Island Echo’s later version: Nora Vik/);
    expect(later.filter((t) => t.kind === 'post')).toEqual([]);
    // The old id leads to the story that it is part of.
    expect(await room.say('story', { story: queue.storyId })).toMatch(/^Ferry crews walk out/);
    expect((await room.say('latest')).match(/Ferry/g)).toHaveLength(1);
  });

  it('gives the thread of a channel that knew only the other story to the one that stays', async () => {
    await room.subscribe(THERE, 'query', '"a baker"');
    await room.file(STRIKE);
    await room.file(QUEUE);
    const posts = await room.deliver();
    expect(posts.map((p) => p.channel).sort()).toEqual(['here', 'here', 'there']);
    await room.say('stories', { do: 'merge', story: QUEUE.url, into: STRIKE.url });
    const there = (await room.deliver()).filter((t) => t.channel === 'there');
    expect(there).toHaveLength(1);
    expect(there[0]?.plain).toMatch(/^Ferry crews walk out/);
    expect(there[0]?.plain).toContain('Otto Fisk');
    expect(there[0]?.plain).toContain('Signe Aas');
    await room.file({
      ...STRIKE,
      text: `${STRIKE.text}\n\n“We shall talk at noon,” said Hans Dahl, the mayor.`,
    });
    const replies = (await room.deliver()).filter((t) => t.kind === 'reply');
    expect(replies.map((r) => r.channel).sort()).toEqual(['here', 'there']);
  });

  it('makes what both heard in the same words one statement', async () => {
    await room.file(STRIKE);
    const said = '“Nobody sails on four hours of sleep,” said Signe Aas, who leads the crews’ union.';
    await room.file({ ...QUEUE, text: `${QUEUE.text}\n\n${said}`, at: NOON - 100 * HOUR });
    const before = await room.say('whosaid', { speaker: 'Signe Aas' });
    await room.say('stories', { do: 'merge', story: QUEUE.url, into: STRIKE.url });
    const after = await room.say('whosaid', { speaker: 'Signe Aas' });
    expect([before, after].map((t) => /\d statements?/.exec(t)?.[0])).toEqual([
      '2 statements',
      '1 statement',
    ]);
    expect(after).toContain('Island Echo, Fjord Post');
  });

  it('drops an alert that has not left where the story that stays is told already', async () => {
    await room.file(STRIKE);
    await room.file(QUEUE);
    await room.say('stories', { do: 'merge', story: QUEUE.url, into: STRIKE.url });
    expect(await plains()).toEqual([
      expect.stringMatching(/^here post: Ferry crews walk out[\s\S]*Island Echo/),
    ]);
  });

  it('says in one sentence what is missing, and is for operators alone', async () => {
    await room.file(STRIKE);
    await room.file(QUEUE);
    const say = (input: Record<string, string>, caller = OPERATOR) => room.say('stories', input, caller);
    expect(await say({ do: 'merge' })).toMatch(/^Which story\? Type for example \/stories merge/);
    expect(await say({ do: 'merge', story: STRIKE.url })).toMatch(/^Into which one\?/);
    expect(await say({ do: 'merge', story: 'trams', into: STRIKE.url })).toMatch(/^I know no story “trams”/);
    expect(await say({ do: 'merge', story: 'ferry', into: STRIKE.url })).toMatch(/^“ferry” can mean “Ferry/);
    expect(await say({ do: 'merge', story: STRIKE.url, into: STRIKE.url })).toBe(
      'These two are one story already.',
    );
    expect(
      await say({ do: 'merge', story: STRIKE.url, into: QUEUE.url }, { ...OPERATOR, operator: false }),
    ).toMatch(/^Only an operator/);
  });
});

describe('/stories split', () => {
  it('takes articles and the copies of their text out, edits what was posted, and tells the new story once', async () => {
    const strike = await room.file(STRIKE);
    await room.file(QUEUE);
    await room.say('stories', { do: 'merge', story: QUEUE.url, into: STRIKE.url });
    await room.file({ ...QUEUE, url: 'https://mail.example/queue', outlet: 'Harbour Mail' });
    await room.deliver();
    expect(await room.say('stories', { do: 'split', articles: QUEUE.url })).toBe(
      'Done: 2 articles moved out of “Ferry crews walk out at Korsvik” into a story of their own; what was posted is edited.',
    );
    const told = await room.deliver();
    expect(told.map((t) => t.kind)).toEqual(['edit', 'post']);
    expect(told[0]?.plain).not.toContain('Island Echo');
    expect(told[1]?.plain).toMatch(
      /^Ferry queue blocks the harbour road[\s\S]*also in Harbour Mail[\s\S]*Otto Fisk/,
    );
    const copy = await room.file({ ...QUEUE, url: 'https://third.example/queue', outlet: 'Third Paper' });
    expect(copy.storyId).not.toBe(strike.storyId);
    expect((await room.deliver()).map((t) => t.kind)).toEqual(['edit']);
    expect(await room.say('story', { story: QUEUE.url })).toContain('Third Paper');
  });

  it('gives the rest of a story another head when its head leaves, and the thread’s replies lead to where they belong', async () => {
    const strike = await room.file(STRIKE);
    await room.file(COPY);
    await room.file(QUEUE);
    await room.say('stories', { do: 'merge', story: STRIKE.url, into: QUEUE.url });
    await room.say('stories', { do: 'split', articles: QUEUE.url });
    const told = await room.deliver();
    expect(told.some((t) => t.kind === 'post' && t.plain.startsWith('Ferry crews walk out'))).toBe(true);
    expect(await room.say('story', { story: STRIKE.url })).toMatch(/^Ferry crews walk out/);
    expect(await room.say('story', { story: QUEUE.url })).toMatch(/^Ferry queue blocks/);
    expect(strike.newStory).toBe(true);

    await room.say('stories', { do: 'merge', story: QUEUE.url, into: STRIKE.url });
    await room.deliver();
    await room.file({ ...QUEUE, text: `${QUEUE.text}\n\n“It is over,” said Nora Vik, a police inspector.` });
    expect((await room.deliver()).filter((t) => t.kind === 'reply')).toHaveLength(1);
    await room.say('stories', { do: 'split', articles: QUEUE.url });
    const edits = (await room.deliver()).filter((t) => t.kind === 'edit');
    expect(edits.some((t) => /^This is part of another story now:\nFerry queue blocks/.test(t.plain))).toBe(
      true,
    );
  });

  it('keeps an old story quiet, and refuses what leaves nothing or names two stories', async () => {
    await room.file({ ...STRIKE, at: NOON - 100 * HOUR });
    await room.file({ ...QUEUE, at: NOON - 100 * HOUR });
    await room.file(OTHER);
    await room.say('stories', { do: 'merge', story: QUEUE.url, into: STRIKE.url });
    await room.deliver();
    expect(await room.say('stories', { do: 'split', articles: `${QUEUE.url} ${OTHER.url}` })).toMatch(
      /are in two stories already\. Name articles of one story\.$/,
    );
    expect(await room.say('stories', { do: 'split', articles: `${QUEUE.url}, ${STRIKE.url}` })).toMatch(
      /^These are all the articles of the story/,
    );
    expect(await room.say('stories', { do: 'split', articles: 'https://nowhere.example/x' })).toBe(
      'I have read no article at https://nowhere.example/x. /story and a title shows a story’s links.',
    );
    expect(await room.say('stories', { do: 'split' })).toMatch(/^Which articles\?/);
    expect(await room.say('stories', { do: 'split', articles: QUEUE.url })).toMatch(/^Done: 1 article moved/);
    expect((await room.deliver()).filter((t) => t.kind === 'post')).toEqual([]);
  });

  it('keeps what a person decided about a statement on both sides', async () => {
    await room.file(STRIKE);
    await room.file(COPY);
    await room.file(QUEUE);
    const found = await room.store.statements.find({ about: 'four hours of sleep', offset: 0, limit: 1 });
    const id = found.statements[0]?.id ?? '';
    await room.say('statement', { do: 'reassign', statement: id, speaker: 'Right Person' });
    expect(await room.say('stories', { do: 'split', articles: COPY.url })).toMatch(/^Done: 1 article moved/);
    expect(await room.say('whosaid', { speaker: 'Right Person' })).toContain('2 statements in 2 stories');
  });

  it('makes a filing that had looked around before look again', async () => {
    const strike = await room.file(STRIKE);
    await room.file(QUEUE);
    const before = await room.store.filing.lookAround('x', { sketch: [], terms: [] }, NOON);
    await room.say('stories', { do: 'merge', story: strike.storyId, into: QUEUE.url });
    const after = await room.store.filing.lookAround('x', { sketch: [], terms: [] }, NOON);
    expect(after.counter).toBe(before.counter + 1);
  });
});
