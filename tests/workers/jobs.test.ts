import { expect, test } from 'vitest';
import { readArticle } from '../../src/workers/jobs.ts';
import type { RawArticle } from '../../src/workers/pool.ts';

const PARAGRAPHS = [
  'The harbour board will close the eastern quay for a month from Monday, after divers found cracks in two of its pillars.',
  '“We would rather lose a month than a ship,” Ilse Marant, the head of the board, said on Thursday.',
  'Carriers expect queues. The northern quay takes half as many containers an hour, and fruit from the south arrives in June.',
  'The cracks were found during an inspection that the board orders every ten years, and they had not been there at the last one.',
];
const PAGE = `<!doctype html><html lang="en"><head><title>Eastern quay closes for a month</title>
<meta property="og:title" content="Eastern quay closes for a month"><meta property="og:site_name" content="Harbour Mail Online">
<meta property="article:published_time" content="2024-05-03T11:15:00+09:00"></head>
<body><article><h1>Eastern quay closes for a month</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;

const nothing: RawArticle['known'] = {
  title: null,
  outlet: null,
  publishedAt: null,
  byline: [],
  language: null,
};

function input(change: Partial<RawArticle>): RawArticle {
  const body = new TextEncoder().encode(PAGE);
  return {
    body,
    contentType: 'text/html',
    kind: 'html',
    extractor: 'rules',
    url: 'https://harbour.example/quay',
    known: nothing,
    ...change,
  };
}

async function read(change: Partial<RawArticle>) {
  const result = await readArticle(input(change));
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

test('a page tells its own title, date and outlet; statements are spans of its text', async () => {
  const { article, statements } = await read({});
  expect(article).toMatchObject({
    title: 'Eastern quay closes for a month',
    outlet: 'Harbour Mail Online',
    publishedAt: '2024-05-03T11:15:00+09:00',
    language: 'en',
    url: 'https://harbour.example/quay',
  });
  expect(statements.length).toBeGreaterThan(0);
  for (const { pieces } of statements)
    for (const { start, end, text } of pieces) expect(article.text.slice(start, end)).toBe(text);
});

test('of what the feed knows, outlet and date win, title and language only fill', async () => {
  const known = {
    title: 'Quay closes - Harbour Mail',
    outlet: 'The Harbour Mail',
    publishedAt: '2024-05-02T23:00:00Z',
    byline: ['Ruta Velm'],
    language: 'fr',
  };
  const { article } = await read({ known });
  expect(article).toMatchObject({
    title: 'Eastern quay closes for a month',
    outlet: 'The Harbour Mail',
    publishedAt: '2024-05-02T23:00:00Z',
    byline: ['Ruta Velm'],
    language: 'en',
  });
});

test('a bare date gives way to an instant of that day, not of another', async () => {
  const on = async (publishedAt: string) =>
    (await read({ known: { ...nothing, publishedAt } })).article.publishedAt;
  expect(await on('2024-05-03')).toBe('2024-05-03T11:15:00+09:00');
  expect(await on('2024-05-01')).toBe('2024-05-01');
});

test('a text file: the first line is its title, the sidecar tells the rest', async () => {
  const body = new TextEncoder().encode(`Quay closes\n\n${PARAGRAPHS.join('\n\n')}\n`);
  const known = { ...nothing, outlet: 'Harbour Mail', publishedAt: '2024-05-03' };
  const { article } = await read({ body, kind: 'txt', contentType: null, url: null, known });
  expect(article).toMatchObject({
    title: 'Quay closes',
    outlet: 'Harbour Mail',
    publishedAt: '2024-05-03',
    url: null,
  });
  expect(article.text).toContain('Ilse Marant');
});

test('an empty page is a reason', async () => {
  const result = await readArticle(input({ body: new Uint8Array() }));
  expect(result).toEqual({ ok: false, why: expect.any(String) });
});
