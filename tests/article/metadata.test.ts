import { describe, expect, it } from 'vitest';
import { namesIn } from '../../src/article/byline.ts';
import { readJsonLd } from '../../src/article/jsonld.ts';
import { scanMarkup } from '../../src/article/markup.ts';
import { readMetadata } from '../../src/article/metadata.ts';
import { outletFrom, outletName } from '../../src/article/outlet.ts';
import { documentOf } from '../../src/article/page.ts';
import { dayInAddress, isoDate } from '../../src/article/published.ts';

describe('namesIn', () => {
  it.each([
    ['By Pell Osterby and Dana Wirth in Lumen', ['Pell Osterby', 'Dana Wirth']],
    ['Pell Osterby in Lumen', ['Pell Osterby']],
    [
      'Pell Osterby and Min Ji-ah, Agence Continentale de Presse',
      ['Pell Osterby', 'Min Ji-ah', 'Agence Continentale de Presse'],
    ],
    ['Imogen Castle, shipping correspondent', ['Imogen Castle']],
    ['Reuters', ['Reuters']],
    ['Hanbit News Agency', ['Hanbit News Agency']],
    ['BY MARA LUND | mara@lantern.example', ['MARA LUND']],
    ['Mara Lund (@maralund)', ['Mara Lund']],
    ['By Mara Lund Published 14 June 2024', []],
    ['admin', []],
    ['Ilana Muhl, MS, RDN', ['Ilana Muhl']],
    ['Text: Mara Lund', ['Mara Lund']],
    ['https://lantern.example/authors/mara', []],
    ['Staff writer', []],
  ])('%j', (line, names) => expect(namesIn(line)).toEqual(names));
});

describe('isoDate', () => {
  it.each([
    ['2024-06-14T09:10:11+09:00', '2024-06-14T09:10:11+09:00'],
    ['2024-06-14T09:10:11.123Z', '2024-06-14T09:10:11Z'],
    ['2024-06-14T09:10+0900', '2024-06-14T09:10:00+09:00'],
    ['2024-06-14', '2024-06-14'],
    ['2024-06-14 09:10:11', '2024-06-14'],
    ['2024-06-14T09:10:11', '2024-06-14'],
    ['2024-02-30', null],
    ['14/06/2024', null],
    ['June 14, 2024', '2024-06-14'],
    ['20240614', '2024-06-14'],
    ['2024/06/14', '2024-06-14'],
    ['Fri, 14 Jun 2024 09:10:11 GMT', '2024-06-14T09:10:11Z'],
    ['Fri Jun 14 2024 09:10:11 GMT+0900', '2024-06-14T09:10:11+09:00'],
    ['14 Jun 2024 09:10 +09:00', '2024-06-14T09:10:00+09:00'],
    ['June 14, 2024, 07:47 PM EST', '2024-06-14T19:47:00-05:00'],
    ['0001-01-01T00:00:00Z', null],
    ['31 June 2024', null],
    ['', null],
  ])('%j', (raw, date) => expect(isoDate(raw)).toBe(date));
});

describe('readJsonLd', () => {
  it('mends trailing commas and raw line breaks, and skips what is beyond repair', () => {
    const broken =
      '{"@type":"NewsArticle","headline":"A,\nb]","author":["Mara Lund",{"@type":"Person","name":"Ivo"},],}';
    expect(readJsonLd(['{"@type":', broken])).toMatchObject({
      headline: 'A, b]',
      authors: [
        { name: 'Mara Lund', organisation: false },
        { name: 'Ivo', organisation: false },
      ],
    });
  });

  it('takes the article’s facts and not those of its site or of other nodes', () => {
    const told = readJsonLd([
      '[{"@type":"WebSite","name":"Site","datePublished":"1999-01-01"},{"@graph":[{"@type":["Thing","ReportageNewsArticle"],"name":"Title","datePublished":"2024-06-14","publisher":{"@type":"Organization","name":"The Lantern"}}]}]',
    ]);
    expect(told).toMatchObject({
      headline: 'Title',
      published: '2024-06-14',
      publisher: 'The Lantern',
      article: true,
    });
  });

  it('stands any JSON', () => {
    for (const odd of [
      'null',
      '1',
      '"x"',
      '[[[[]]]]',
      '{"@type":{},"author":null}',
      `${'['.repeat(50_000)}`,
      '{"@type":"Article","author":{"name":{"name":1}}}',
    ])
      expect(readJsonLd([odd]).authors).toEqual([]);
  });
});

describe('outletFrom', () => {
  const none = { title: null, headlines: [], feeds: [], logos: [], copyrights: [], host: null };
  it.each([
    [
      { ...none, title: 'Bell goes home | Cape Averil Observer', logos: ['Cape Averil Observer'] },
      'Cape Averil Observer',
    ],
    [{ ...none, title: 'Bell goes home - Lantern', host: 'www.lantern.example' }, 'Lantern'],
    [
      {
        ...none,
        feeds: ['Taedong Daily » Feed'],
        copyrights: ['© 2024 Taedong Daily. All rights reserved.'],
      },
      'Taedong Daily',
    ],
    [{ ...none, title: 'Bell goes home | World' }, null],
    [{ ...none, title: 'Bell goes home | World', headlines: ['Bell goes home'] }, null],
    [{ ...none, title: 'Bell goes home – The Lantern', headlines: ['Bell goes home'] }, 'The Lantern'],
    [{ ...none, title: 'Kim – the early years', headlines: ['Kim – the early years'] }, null],
    [none, null],
  ])('%j', (hints, name) => expect(outletFrom(hints)).toBe(name));
});

describe('outletName', () => {
  it.each([
    ['The Lantern', 'The Lantern'],
    ['Track | F1 | Indy', 'Track'],
    ['https://www.lantern.example', null],
    ['@lantern', null],
    ['Blogger', null],
    ['', null],
    [null, null],
  ])('%j', (declared, name) => expect(outletName(declared)).toBe(name));
});

describe('readMetadata', () => {
  const read = (html: string) => {
    const { head, body } = scanMarkup(html);
    return readMetadata(head, documentOf(body), 'https://lantern.example/a');
  };

  it('prefers JSON-LD to meta tags to what is visible', () => {
    const time = '<time datetime="2024-01-03">';
    const meta = '<meta property="article:published_time" content="2024-01-02">';
    const script =
      '<script type="application/ld+json">{"@type":"Article","datePublished":"2024-01-01"}</script>';
    expect(read(`${script}${meta}${time}`).publishedAt).toBe('2024-01-01');
    expect(read(`${meta}${time}`).publishedAt).toBe('2024-01-02');
    expect(read(time).publishedAt).toBe('2024-01-03');
    expect(read('<p>14 June 2024').publishedAt).toBeNull();
    expect(
      read('<aside><time datetime=2020-01-01></aside><article><time>14 June 2024</time></article>')
        .publishedAt,
    ).toBe('2024-06-14');
  });

  it('takes the outlet off the title and entities out of it', () => {
    expect(
      read(
        '<title>Tea &amp; ships &#8211; The Lantern</title><meta property="og:site_name" content="The Lantern">',
      ),
    ).toMatchObject({
      title: 'Tea & ships',
      outlet: 'The Lantern',
    });
    expect(read('<title>Kim – the early years</title>').title).toBe('Kim – the early years');
  });

  it('keeps authors apart that touch in the markup', () => {
    const html = '<p class=byline>By <b>MARA LUND</b><i>Quill Press</i></p>';
    expect(read(html).byline).toEqual(['MARA LUND', 'Quill Press']);
  });

  it('reads unquoted, upper-case and single-quoted markup', () => {
    expect(
      read("<HTML LANG=en_US><META NAME=Author CONTENT='Mara Lund'><LINK REL=Canonical HREF=/b>"),
    ).toMatchObject({
      language: 'en',
      byline: ['Mara Lund'],
      canonical: '/b',
    });
  });
});

describe('dayInAddress', () => {
  it.each([
    ['https://paper.example/2024/06/14/pier', '2024-06-14'],
    ['https://paper.example/statements/2024/jun/14/pier/', '2024-06-14'],
    ['https://paper.example/pier-strike-20240614/', '2024-06-14'],
    ['https://paper.example/pier_20240614.html', '2024-06-14'],
    // A number of something else, or of no day.
    ['https://paper.example/20240614/pier.html', null],
    ['https://paper.example/pier-20241399/', null],
    ['https://paper.example/pier-20240230/', null],
    ['https://paper.example/pier-202406140900', null],
    ['https://paper.example/pier?id=20240614', null],
  ])('%s', (address, day) => expect(dayInAddress(address)).toBe(day));
});
