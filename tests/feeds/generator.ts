/**
 * Feeds of every kind that the public suites of feed readers document, made up from a seed: version × prefixes × how each title,
 * link, date and body is written × base addresses × what is not well-formed × encoding. Each comes with what must be read in it.
 */
import { ENCODINGS, type Encoding, encode } from './encodings.ts';

type Random = () => number;

/** Numbers in [0, 1) that are the same at every run (mulberry32): choices that follow each other must not hang together. */
export function mulberry(seed: number): Random {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)] as T;

export type Wanted = { title: string | null; url: string; day: string | null };
export type Generated = { how: string; body: Uint8Array; contentType: string | null; wanted: Wanted[] };

const ADDRESS = 'https://paper.example/dir/feed.xml';
export const FROM = ADDRESS;

const TITLES = [
  'Ferry sails after the storm',
  'Ports & bridges: who pays?',
  'Debt < 3 % > growth, says bank',
  '“We will not go,” she said – twice',
  'Café Müller reopens — à la carte',
  'It’s 5 o’clock in Tromsø',
];
/** By encoding: words that it can write. */
const LOCAL: Partial<Record<Encoding, string[]>> = {
  'koi8-r': ['Паром вышел в море', 'Порт и мосты: кто платит?'],
  'windows-1251': ['Паром вышел в море', 'Міст зачинено'],
  shift_jis: ['フェリーは嵐の後に出航', '港と橋'],
  'euc-jp': ['フェリーは嵐の後に出航'],
  'euc-kr': ['폭풍 뒤 여객선 출항', '항구와 다리'],
  gb18030: ['渡轮在风暴后启航', '港口与桥梁'],
  big5: ['渡輪在風暴後啟航'],
  'iso-8859-2': ['Prom wypłynął po sztormie', 'Příjezd lodi'],
  'windows-1252': [
    'Café Müller reopens — à la carte',
    '“We will not go,” she said – twice',
    'It’s 5 o’clock in Tromsø',
  ],
  'iso-8859-1': ['Café Müller reopens à la carte', 'Tromsø i går'],
};
const ASCII = ['Ferry sails after the storm', 'Ports & bridges: who pays?', 'Debt < 3 % > growth, says bank'];

const esc = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const attr = (text: string) => esc(text).replaceAll('"', '&quot;');
const numeric = (text: string, hex: boolean) =>
  Array.from(text, (c) =>
    /[a-z0-9 ]/i.test(c) ? c : hex ? `&#x${c.codePointAt(0)?.toString(16)};` : `&#${c.codePointAt(0)};`,
  ).join('');
const NAMED: Record<string, string> = {
  '“': '&ldquo;',
  '”': '&rdquo;',
  '’': '&rsquo;',
  '–': '&ndash;',
  '—': '&mdash;',
  é: '&eacute;',
  ü: '&uuml;',
  à: '&agrave;',
  ø: '&oslash;',
};
const named = (text: string) => Array.from(esc(text), (c) => NAMED[c] ?? c).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{40}/g, '$&\n');
const marked = (text: string) => {
  const words = esc(text).split(' ');
  words[0] = `<b>${words[0]}</b>`;
  return words.join(' ');
};

type Writing = { name: string; attributes: string; text: string };
/** The ways in which a title of HTML is written in RSS. */
const inRss = (t: string): Writing[] => [
  { name: 'escaped', attributes: '', text: esc(esc(t)) },
  { name: 'escaped markup', attributes: '', text: esc(marked(t)) },
  { name: 'CDATA', attributes: '', text: `<![CDATA[${esc(t)}]]>` },
  { name: 'CDATA markup', attributes: '', text: `\n<![CDATA[\n${marked(t)}\n]]>\n` },
  {
    name: 'half CDATA',
    attributes: '',
    text: `${esc(esc(t.split(' ')[0] ?? ''))} <![CDATA[${esc(t.split(' ').slice(1).join(' '))}]]>`,
  },
  {
    name: 'twice CDATA',
    attributes: '',
    text: `<![CDATA[${esc(t).slice(0, 2)}]]><![CDATA[${esc(t).slice(2)}]]>`,
  },
  { name: 'numbers', attributes: '', text: numeric(esc(t), false) },
  { name: 'hex', attributes: '', text: numeric(esc(t), true) },
  { name: 'HTML entities', attributes: '', text: named(esc(t)) },
  { name: 'escaped HTML entities', attributes: '', text: esc(named(t)) },
  { name: 'raw markup', attributes: '', text: marked(t) },
];
const div = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
const inAtom10 = (t: string): Writing[] => [
  { name: 'no type', attributes: '', text: esc(t) },
  { name: 'text', attributes: ' type="text"', text: esc(t) },
  { name: 'text CDATA', attributes: " type='text'", text: `<![CDATA[${t}]]>` },
  { name: 'text/plain', attributes: ' type="text/plain"', text: esc(t) },
  { name: 'html', attributes: ' type="html"', text: esc(marked(t)) },
  { name: 'html CDATA', attributes: ' type="html"', text: `<![CDATA[${marked(t)}]]>` },
  { name: 'HTML', attributes: ' type="HTML"', text: esc(marked(t)) },
  { name: 'text/html', attributes: ' type="text/html"', text: esc(marked(t)) },
  { name: 'xhtml', attributes: ' type="xhtml"', text: div(marked(t)) },
  {
    name: 'xhtml prefixed',
    attributes: ' type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"',
    text: `<h:div>${marked(t).replaceAll(/<(\/?)b>/g, '<$1h:b>')}</h:div>`,
  },
  { name: 'xhtml bare', attributes: ' type="xhtml"', text: marked(t) },
];
const inAtom03 = (t: string): Writing[] => [
  { name: 'no mode', attributes: '', text: esc(t) },
  { name: 'mode escaped', attributes: ' type="text/html" mode="escaped"', text: esc(marked(t)) },
  {
    name: 'mode escaped CDATA',
    attributes: ' type="text/html" mode="escaped"',
    text: `<![CDATA[${marked(t)}]]>`,
  },
  { name: 'mode base64', attributes: ' type="text/html" mode="base64"', text: base64(marked(t)) },
  { name: 'mode base64 text', attributes: ' type="text/plain" mode="base64"', text: base64(esc(t)) },
  { name: 'mode xml', attributes: ' type="application/xhtml+xml" mode="xml"', text: div(marked(t)) },
  { name: 'mode xml default', attributes: ' type="application/xhtml+xml"', text: div(marked(t)) },
  { name: 'text/plain', attributes: ' type="text/plain"', text: esc(t) },
];

/** Dates as printed: all of 5 March 2024, some without a time. */
export const DATES = [
  'Tue, 05 Mar 2024 10:20:30 GMT',
  'Tue, 5 Mar 2024 10:20:30 +0000',
  'Tue, 05 Mar 24 10:20:30 EST',
  '05 Mar 2024 10:20:30 PST',
  'Tue, 05 Mar 2024 10:20 UT',
  'tue, 05 mar 2024 10:20:30 gmt',
  'TUE, 05 MAR 2024 10:20:30 GMT',
  'Tuesday, 05 March 2024 10:20:30 GMT',
  'Tue 05 Mar 2024 10:20:30 GMT',
  'Tue,05 Mar 2024 10:20:30 GMT',
  'Tue, 05  Mar  2024   10:20:30  GMT',
  '05 Mar 2024',
  'Tue, 05 Mar 2024',
  'Tue, 05 Mar 2024 10:20:30 +00:00',
  'Tue, 05 Mar 2024 10:20:30 Z',
  'Tue, 05 Mar 2024 10:20:30.123 GMT',
  'Tue, 05-Mar-2024 10:20:30 GMT',
  'Tue Mar  5 10:20:30 2024',
  'Tue Mar 5 10:20:30 UTC 2024',
  'Mar 5, 2024 10:20:30 AM',
  'March 5, 2024',
  'Tue, Mar 5, 2024 10:20 am',
  '5th March 2024',
  '2024-03-05',
  '2024-03-05T10:20Z',
  '2024-03-05T10:20:30Z',
  '2024-03-05T10:20:30z',
  '2024-03-05t10:20:30Z',
  '2024-03-05T10:20:30+09:00',
  '2024-03-05T10:20:30-0500',
  '2024-03-05T10:20:30.123456Z',
  '2024-03-05T10:20:30.1+01:00',
  '2024-03-05 10:20:30',
  '2024-03-05 10:20:30 +0100',
  '2024-03-05 10:20:30.0',
  '20240305',
  '20240305T102030Z',
  '2024-065',
  '2024065',
  '2024/03/05 10:20:30',
  'Tue, 2024/03/05 10:20:30 EDT',
  '2024-3-5 10:20',
  '2024-03-05 오후 01:20:30',
  '2024년 03월 05일 10:20:30',
  '2024年03月05日 10:20',
  '1709634030',
  '1709634030000',
  '05.03.2024 10:20',
  '5. März 2024',
  '5 mars 2024',
  '5 de marzo de 2024',
  '2024-március-05T10:20:30+01:00',
  'Τρι, 05 Μαρ 2024 10:20:30 EET',
  'Вт, 05 мар 2024 10:20:30 +0300',
  '2024-03-05T24:00:00Z',
  'Tue, 05 Mar 2024 24:00:00 GMT',
  'Tue, 05 Mar 2024 10:20:30 Europe/Paris',
  'Tue, 05 Mar 2024 10:20:30 GMT+0100',
  'Tue, 05 Mar 2024 10:20:30 +0100 (CET)',
] as const;

type Link = { name: string; base: [root: string, entry: string, link: string]; printed: string; url: string };
const LINKS: Link[] = [
  {
    name: 'absolute',
    base: ['', '', ''],
    printed: 'https://paper.example/2024/a?x=1&y=2',
    url: 'https://paper.example/2024/a?x=1&y=2',
  },
  { name: 'from the root', base: ['', '', ''], printed: '/2024/a', url: 'https://paper.example/2024/a' },
  { name: 'relative', base: ['', '', ''], printed: '2024/a', url: 'https://paper.example/dir/2024/a' },
  {
    name: 'base of the feed',
    base: ['https://o.example/x/', '', ''],
    printed: '2024/a',
    url: 'https://o.example/x/2024/a',
  },
  {
    name: 'base of the entry',
    base: ['', 'https://o.example/x/', ''],
    printed: '2024/a',
    url: 'https://o.example/x/2024/a',
  },
  {
    name: 'base of the link',
    base: ['', '', 'https://o.example/x/'],
    printed: '2024/a',
    url: 'https://o.example/x/2024/a',
  },
  {
    name: 'bases in each other',
    base: ['https://o.example/x/', 'y/', ''],
    printed: '2024/a',
    url: 'https://o.example/x/y/2024/a',
  },
  {
    name: 'three bases',
    base: ['https://o.example/x/', 'y/', 'z/'],
    printed: 'a',
    url: 'https://o.example/x/y/z/a',
  },
  { name: 'no scheme', base: ['', '', ''], printed: '//o.example/a', url: 'https://o.example/a' },
];
const based = (base: string) => (base === '' ? '' : ` xml:base="${base}"`);

type Made = { text: string; wanted: Wanted[]; how: string[] };
type Version = 'rss' | 'rdf' | 'cdf' | 'atom10' | 'atom03' | 'json';

const BODIES = [
  '',
  '<p>The ferry <b>left</b> at seven.<br>It was late.</p>',
  '<p>Unclosed <i>text<p>and more',
  'Plain text & more',
  '<img src="a.jpg"><table><tr><td>x</table>',
];

function items(version: Version, count: number, titles: readonly string[], random: Random): Made {
  const how: string[] = [];
  const wanted: Wanted[] = [];
  const date = pick(DATES, random);
  const bare = version === 'json' || version === 'cdf';
  // Neither JSON nor CDF knows xml:base.
  const at = pick(bare ? LINKS.filter((l) => l.base.join('') === '') : LINKS, random);
  const prefix = bare ? '' : pick(['', '', '', 'x:', 'rss:', 'atom:'], random);
  const upper = version === 'rss' && prefix === '' && random() < 0.1;
  const body = pick(BODIES, random);
  how.push(
    version,
    `prefix “${prefix}”`,
    upper ? 'upper case' : '',
    `date ${date}`,
    `link ${at.name}`,
    `body ${BODIES.indexOf(body)}`,
  );
  const n = (name: string) => prefix + (upper ? name.toUpperCase() : name);
  const el = (name: string, inner: string, attributes = '') =>
    `<${n(name)}${attributes}>${inner}</${n(name)}>`;
  const made: string[] = [];
  const writingAt = Math.floor(random() * 100);
  const linkAt = Math.floor(random() * 100);
  const dateAt = Math.floor(random() * 100);
  for (let i = 0; i < count; i += 1) {
    const title = pick(titles, random);
    const printed = at.printed + i;
    const url = at.url + i;
    const choose = <T>(all: T[], seed: number): T => all[seed % all.length] as T;
    if (version === 'json') {
      made.push(
        JSON.stringify({
          id: choose([String(i), i, url], linkAt),
          url: printed,
          title,
          date_published: date,
          content_html: body || 'x',
        }),
      );
      wanted.push({ title, url, day: date });
      continue;
    }
    const writings =
      version === 'atom10' ? inAtom10(title) : version === 'atom03' ? inAtom03(title) : inRss(title);
    const writing = choose(writings, writingAt);
    if (i === 0) how.push(`title ${writing.name}`);
    if (version === 'cdf') {
      made.push(
        `<ITEM${based(at.base[1])} HREF="${attr(at.base[2] === '' ? printed : url)}" LASTMOD="${date}"><TITLE>${writing.text}</TITLE><ABSTRACT>${esc(body)}</ABSTRACT></ITEM>`,
      );
      wanted.push({ title, url, day: date });
      continue;
    }
    if (version === 'rss' || version === 'rdf') {
      const links = [
        el('link', esc(printed), based(at.base[2])),
        el('link', `\n  <![CDATA[${printed}]]>\n  `, based(at.base[2])),
        el('link', `\n${esc(printed)}\n`, based(at.base[2])),
        `${el('guid', esc(url), ' isPermaLink="true"')}`,
        `<a10:link xmlns:a10="http://www.w3.org/2005/Atom" href="${attr(printed)}" rel="alternate"${based(at.base[2])}/>`,
      ];
      const link = choose(version === 'rdf' ? links.slice(0, 3) : links, linkAt);
      const dates = [
        el('pubDate', date),
        `<dc:date>${date}</dc:date>`,
        `<dcterms:issued>${date}</dcterms:issued>`,
      ];
      const inner = [
        el('title', writing.text, writing.attributes),
        link,
        choose(version === 'rdf' ? dates.slice(1) : dates, dateAt),
        choose(
          [
            '',
            '<dc:creator>Jane Doe</dc:creator>',
            '<itunes:author>Jane Doe</itunes:author>',
            '<media:thumbnail url="a.jpg"/>',
          ],
          dateAt,
        ),
        body === ''
          ? ''
          : choose(
              [
                el('description', esc(body)),
                el('description', `<![CDATA[${body}]]>`),
                `<content:encoded><![CDATA[${body}]]></content:encoded>`,
              ],
              linkAt,
            ),
      ];
      const about = version === 'rdf' ? ` rdf:about="${attr(url)}"` : '';
      made.push(el('item', inner.join(choose(['', '\n'], dateAt)), about + based(at.base[1])));
      if (i === 0) how.push(`link way ${links.indexOf(link)}`, `date way ${dateAt % 3}`);
      wanted.push({ title, url, day: date });
      continue;
    }
    const link = choose(
      [
        `<${n('link')} rel="alternate" type="text/html" href="${attr(printed)}"${based(at.base[2])}/>`,
        `<${n('link')} href="${attr(printed)}"${based(at.base[2])}></${n('link')}>`,
        `<${n('link')} rel="self" href="https://paper.example/self"/><${n('link')} rel="alternate" href='${attr(printed)}'${based(at.base[2])}/>`,
        `<${n('link')} rel="http://www.iana.org/assignments/relation/alternate" href="${attr(printed)}"${based(at.base[2])}/>`,
      ],
      linkAt,
    );
    const days = version === 'atom03' ? ['issued', 'created', 'modified'] : ['published', 'updated'];
    const content = writing.name.includes('xhtml') ? div('<p>The ferry left.</p>') : esc(body);
    made.push(
      el(
        'entry',
        [
          el('id', `tag:paper.example,2024:${i}`),
          el('title', writing.text, writing.attributes),
          link,
          el(choose(days, dateAt), date),
          body === ''
            ? ''
            : el('content', content, writing.name.includes('xhtml') ? ' type="xhtml"' : ' type="html"'),
        ].join(choose(['', '\n  '], dateAt)),
        based(at.base[1]),
      ),
    );
    if (i === 0) how.push(`link way ${linkAt % 4}`);
    wanted.push({ title, url, day: date });
  }
  return { text: wrap(version, made, prefix, upper, based(at.base[0]), random, how), wanted, how };
}

const NS =
  ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
const HEAD = '<title>A paper</title><link>https://paper.example/</link>';

function wrap(
  version: Version,
  made: string[],
  prefix: string,
  upper: boolean,
  base: string,
  random: Random,
  how: string[],
): string {
  if (version === 'json')
    return `{"version":"https://jsonfeed.org/version/${pick(['1', '1.1'], random)}","title":"A paper","items":[${made.join(',')}]}`;
  if (version === 'cdf')
    return `<CHANNEL HREF="https://paper.example/"${base}><TITLE>A paper</TITLE>${made.join('')}</CHANNEL>`;
  const p = prefix.slice(0, -1);
  const own = (uri: string) => (uri === '' ? '' : prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${p}="${uri}"`);
  if (version === 'rss') {
    const v = pick(['0.91', '0.92', '0.93', '0.94', '2.0', '2.0.1', ''], random);
    const uri = pick(['', '', 'http://backend.userland.com/rss2', 'http://purl.org/net/rss1.1#'], random);
    const declared = prefix !== '' && uri === '' ? own('http://backend.userland.com/rss2') : own(uri);
    const where = pick(['inside', 'inside', 'after', 'no channel'], random);
    how.push(`rss ${v} ${uri} ${where}`);
    const n = (name: string) => prefix + (upper ? name.toUpperCase() : name);
    const open = `<${n('rss')}${v === '' ? '' : ` version="${v}"`}${declared}${NS}${base}>`;
    const head = prefix === '' && !upper ? HEAD : '';
    if (where === 'no channel') return `${open}${made.join('\n')}</${n('rss')}>`;
    return where === 'inside'
      ? `${open}<${n('channel')}>${head}${made.join('\n')}</${n('channel')}></${n('rss')}>`
      : `${open}<${n('channel')}>${head}</${n('channel')}>${made.join('\n')}</${n('rss')}>`;
  }
  if (version === 'rdf') {
    const uri = pick(
      [
        'http://purl.org/rss/1.0/',
        'http://my.netscape.com/rdf/simple/0.9/',
        'http://channel.netscape.com/rdf/simple/0.9/',
      ],
      random,
    );
    return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"${own(uri)}${NS}${base}><${prefix}channel rdf:about="https://paper.example/"><${prefix}title>A paper</${prefix}title></${prefix}channel>${made.join('\n')}</rdf:RDF>`;
  }
  const uri = version === 'atom03' ? 'http://purl.org/atom/ns#' : 'http://www.w3.org/2005/Atom';
  return `<${prefix}feed${version === 'atom03' ? ' version="0.3"' : ''}${own(uri)}${base}><${prefix}title>A paper</${prefix}title><${prefix}id>tag:paper.example,2024:feed</${prefix}id>${made.join('\n')}</${prefix}feed>`;
}

/** What is not well-formed and costs nothing, or stands where it should not. */
const ODDITIES: [name: string, make: (text: string) => string][] = [
  ['sound', (t) => t],
  ['sound', (t) => t],
  ['line breaks first', (t) => `\n\n  ${t}`],
  ['comment first', (t) => `<!-- made by hand: <html> -- not -->${t}`],
  ['stylesheet', (t) => `<?xml-stylesheet href="a.xsl" type="text/xsl"?>${t}`],
  [
    'doctype',
    (t) =>
      `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">${t}`,
  ],
  [
    'doctype with entities',
    (t) => `<!DOCTYPE rss [<!ENTITY paper "A paper"><!ENTITY % HTMLlat1 PUBLIC "x" "y"> %HTMLlat1;]>${t}`,
  ],
  ['text behind', (t) => `${t}\n<!-- 0.2 s --><script>alert(1)</script>junk`],
  ['no end of the root', (t) => t.replace(/<\/[^<>]+>$/, '')],
  [
    'undeclared prefix',
    (t) =>
      t
        .replace(/<(\/?)(item|entry)>/g, '<$1$2>')
        .replace(/(<(?:\w+:)?(?:title)>A paper)/, '<odd:thing>x</odd:thing>$1'),
  ],
  ['attribute twice', (t) => t.replace(/^<([\w:]+)/, '<$1 lang="en" lang="en"')],
  ['attribute without quotes', (t) => t.replace(/^<([\w:]+)/, '<$1 lang=en')],
  ['warning first', (t) => `<br />\n<b>Warning</b>: something in x.php on line 3<br />\n${t}`],
  ['stray ampersand', (t) => t.replace('A paper', 'A & paper')],
  ['unknown entity', (t) => t.replace('A paper', 'A &nosuch; paper')],
  ['control characters', (t) => t.replace('A paper', 'A \u0001\u000b paper')],
  ['unclosed br', (t) => t.replace('A paper', 'A <br> paper')],
  ['instruction inside', (t) => t.replace(/<((?:\w+:)?(?:item|entry|ITEM))\b/, '<?php echo 1 ?><$1')],
  ['comment inside', (t) => t.replace(/<((?:\w+:)?(?:item|entry|ITEM))\b/, '<!-- <item> --><$1')],
];

/** One feed; the same for the same seed. */
export function generate(random: Random): Generated {
  const version = pick<Version>(
    ['rss', 'rss', 'rss', 'rdf', 'cdf', 'atom10', 'atom10', 'atom03', 'json'],
    random,
  );
  const drawn = pick(ENCODINGS, random);
  // JSON knows no other encodings.
  const encoding = version === 'json' && !drawn.startsWith('utf-') ? 'utf-8' : drawn;
  const titles = LOCAL[encoding] ?? (encoding === 'us-ascii' ? ASCII : TITLES);
  const made = items(version, 1 + Math.floor(random() * 3), titles, random);
  const [oddity, spoil] =
    version === 'json' ? (ODDITIES[0] ?? ['', (t: string) => t]) : pick(ODDITIES, random);
  const said = pick(['declared', 'declared', 'header', 'both'], random);
  const label =
    encoding === 'windows-1252'
      ? pick(['windows-1252', 'iso-8859-1', 'us-ascii', 'latin1'], random)
      : encoding.replace(/-(?:le|be)(?:-bom)?$|-bom$/, '');
  const wide = /^utf-(?:16|32)/.test(encoding);
  const declare =
    version !== 'json' &&
    (said !== 'header' || wide) &&
    oddity !== 'warning first' &&
    oddity !== 'line breaks first';
  const declaration = declare
    ? `<?xml version="${pick(['1.0', '1.0', '1.1'], random)}" encoding="${label}"?>`
    : '';
  // Where nothing in the document says its encoding the header must.
  const header = said !== 'declared' || !declare;
  const text = declaration + spoil(made.text);
  return {
    how: [...made.how, oddity, encoding, `called ${label}`, said].filter((part) => part !== '').join(' | '),
    body: encode(text, encoding),
    contentType: header && !wide ? `application/xml; charset=${label}` : 'text/xml',
    wanted: made.wanted,
  };
}
