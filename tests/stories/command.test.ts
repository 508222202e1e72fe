import { describe, expect, test } from 'vitest';
import { type Readable, runStories } from '../../src/cli/stories.ts';
import type { Statement } from '../../src/news.ts';
import { FERRY, FERRY_COPY, FERRY_OTHER, STRIKE } from './world.ts';

const PEOPLE = ['Ilse Marrow', 'Tarik Ohlsen', 'Bo Kastrup'];

/** Takes each quotation for a statement of the person named in its paragraph. */
function quotations({ text }: Readable): Statement[] {
  return Array.from(text.matchAll(/[“"][^“”"]+[”"]/g), (match) => {
    const rest = text.slice(0, match.index).lastIndexOf('\n');
    const paragraph = text.slice(rest + 1).split('\n')[0] ?? '';
    const name = PEOPLE.find((person) => paragraph.includes(person));
    return {
      speaker: name ? { name, role: null, kind: 'person' } : null,
      source: null,
      cue: null,
      pieces: [{ start: match.index, end: match.index + match[0].length, text: match[0] }],
      kind: 'direct',
      stance: 'said',
      saidOn: null,
      venue: null,
      via: null,
    };
  });
}

const line = (doc_id: string, outlet: string, hour: number, article: { title: string; text: string }) =>
  JSON.stringify({
    doc_id,
    outlet,
    url: null,
    published_at: `2024-05-06T${hour}:00:00Z`,
    byline: [],
    ...article,
  });

async function* lines(...all: string[]) {
  yield* all;
}

const TOPICS = [{ id: 'ferries', name: 'Ferries', description: '', query: 'ferry', aliases: {} }];

const unwanted = (why: string) => {
  throw new Error(why);
};

describe('the stories command', () => {
  const follow = 'Follow us on WhatsApp: the day’s main stories, straight to your phone!';
  const copied = { ...FERRY_COPY, text: `${follow}\n\n${FERRY_COPY.text}\n\n${follow}` };
  const input = [
    line('d1', 'Corvo News Agency', 10, FERRY),
    line('d2', 'The Isle Mail', 11, STRIKE),
    '',
    line('d3', 'The Norvik Post', 12, copied),
    line('d4', 'The Sound', 13, FERRY_OTHER),
  ];

  test('groups, names roles and wires, and tells what is new', async () => {
    const { stories } = await runStories(lines(...input), quotations, TOPICS, unwanted);
    expect(stories.map(({ id }) => id)).toEqual(['s1', 's2']);
    expect(stories[0]?.articles).toEqual([
      { doc_id: 'd1', role: 'original', copyOf: null, wire: 'Corvo News Agency', topics: ['ferries'] },
      { doc_id: 'd3', role: 'copy', copyOf: 'd1', wire: 'Corvo News Agency', topics: ['ferries'] },
      { doc_id: 'd4', role: 'independent', copyOf: null, wire: null, topics: ['ferries'] },
    ]);
    expect(stories[1]).toMatchObject({
      topics: [],
      updates: [{ doc_id: 'd2', newSpeakers: ['Bo Kastrup'] }],
    });
    expect(stories[0]?.updates).toEqual([
      { doc_id: 'd1', newStatements: ['s1:1', 's1:2'], newSpeakers: ['Ilse Marrow'] },
      { doc_id: 'd3', newStatements: [], newSpeakers: [] },
      { doc_id: 'd4', newStatements: ['s1:3'], newSpeakers: ['Tarik Ohlsen'] },
    ]);
    expect(stories[0]?.statements[0]?.sightings.map(({ doc_id }) => doc_id)).toEqual(['d1', 'd3', 'd4']);
  });

  test('gives every piece as it stands in the text that was given', async () => {
    const { stories } = await runStories(lines(...input), quotations, TOPICS, unwanted);
    const given = new Map([
      ['d1', FERRY.text],
      ['d2', STRIKE.text],
      ['d3', copied.text],
      ['d4', FERRY_OTHER.text],
    ]);
    const pieces = stories.flatMap(({ statements }) =>
      statements.flatMap(({ sightings }) =>
        sightings.flatMap(({ doc_id, pieces }) => pieces.map((piece) => ({ doc_id, ...piece }))),
      ),
    );
    expect(pieces).toHaveLength(7);
    for (const { doc_id, start, end, text } of pieces)
      expect(given.get(doc_id)?.slice(start, end)).toBe(text);
  });

  test('finds a piece in a given text that has invisible characters', async () => {
    const text = FERRY.text.replaceAll('e', 'e\u200b');
    const { stories } = await runStories(
      lines(line('d1', 'Mail', 10, { ...FERRY, text })),
      quotations,
      [],
      unwanted,
    );
    const pieces = stories[0]?.statements.flatMap((s) => s.sightings.flatMap((each) => each.pieces)) ?? [];
    expect(pieces.length).toBeGreaterThan(0);
    for (const piece of pieces) expect(text.slice(piece.start, piece.end)).toBe(piece.text);
  });

  test('a line that is no article is named, and the others are grouped', async () => {
    const told: string[] = [];
    const all = lines('{"doc_id":"d0"}', ...input, '{"text":"Whose?"}', 'nothing');
    const { stories } = await runStories(all, quotations, TOPICS, (why) => told.push(why));
    expect(told).toEqual([
      'Line 1 is passed over: “text” is missing or not as it must be.',
      'Line 7 is passed over: “doc_id” is missing or not as it must be.',
      'Line 8 is passed over: it is not JSON. Give one article a line.',
    ]);
    expect(stories.map((story) => story.articles.length)).toEqual([3, 1]);
  });

  test('what extract prints can be piped in, in any order', async () => {
    const printed = (file: string, outlet: string | null, hour: number, article: typeof FERRY) =>
      JSON.stringify({
        file,
        url: null,
        byline: [],
        outlet,
        wire: null,
        publishedAt: `2024-05-06T${hour}:00:00Z`,
        language: 'en',
        boilerplate: [],
        statements: [],
        ...article,
      });
    const all = lines(
      printed('copy.html', null, 12, FERRY_COPY),
      printed('first.html', 'Corvo News Agency', 10, FERRY),
    );
    const { stories } = await runStories(all, quotations, TOPICS, unwanted);
    expect(stories).toHaveLength(1);
    expect(stories[0]?.articles).toMatchObject([
      { doc_id: 'first.html', role: 'original' },
      { doc_id: 'copy.html', role: 'copy', copyOf: 'first.html' },
    ]);
  });
});
