/**
 * Feeds by the kinds that the public suites of feed readers document: versions, name spaces, content types, base addresses,
 * entities, declarations, and feeds where none should be. Each must give its first item.
 */
import { expect, test } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';
import type { FeedItem } from '../../src/news.ts';

const BASE = 'http://example.org/dir/feed.xml';

const rssI = (item: string, attributes = 'version="2.0"') =>
  `<?xml version="1.0"?><rss ${attributes}><channel><title>F</title>${item}</channel></rss>`;

/** The first item's fields, or how many items there are. */
const KINDS: [name: string, text: string, expected: Partial<FeedItem> | number][] = [
  [
    'cdf',
    '<?xml version="1.0"?><CHANNEL HREF="http://example.org/"><TITLE>C</TITLE><ITEM HREF="http://example.org/item1" LASTMOD="2002-11-11"><TITLE>Example</TITLE><ABSTRACT>a</ABSTRACT></ITEM></CHANNEL>',
    { title: 'Example', url: 'http://example.org/item1' },
  ],
  [
    'cdf lower',
    '<channel href="http://example.org/"><item href="http://example.org/item1"><title>Example</title></item></channel>',
    { title: 'Example' },
  ],
  [
    'cdf a',
    '<channel><item><title>Example</title><a href="http://example.org/x"/></item></channel>',
    { title: 'Example' },
  ],
  [
    'rss09',
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>F</title></channel><item><title>T</title><link>http://example.org/1</link></item></rdf:RDF>',
    { title: 'T' },
  ],
  [
    'rss10 prefix',
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel><s:title>F</s:title></s:channel><s:item r:about="http://example.org/1"><s:title>T</s:title><s:link>http://example.org/1</s:link></s:item></r:RDF>',
    { title: 'T', url: 'http://example.org/1' },
  ],
  [
    'rss 1.0 item only rdf:about',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="http://example.org/1"><title>T</title></item></rdf:RDF>',
    { url: 'http://example.org/1' },
  ],
  [
    'rss 1.1',
    '<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="http://e/f"><title>F</title><items rdf:parseType="Collection"><item rdf:about="http://example.org/1"><title>T</title><link>http://example.org/1</link></item></items></Channel>',
    { title: 'T' },
  ],
  ['rss no version', '<rss><channel><item><title>T</title></item></channel></rss>', { title: 'T' }],
  ['rss no channel', '<rss version="2.0"><item><title>T</title></item></rss>', { title: 'T' }],
  [
    'rss item after channel',
    '<rss version="0.91"><channel><title>F</title></channel><item><title>T</title></item></rss>',
    { title: 'T' },
  ],
  [
    'rss namespaced default',
    '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><item><title>T</title><link>http://e/1</link></item></channel></rss>',
    { title: 'T', url: 'http://e/1' },
  ],
  [
    'rss prefixed',
    '<foo:rss version="2.0" xmlns:foo="http://backend.userland.com/rss2"><foo:channel><foo:item><foo:title>T</foo:title><foo:link>http://e/1</foo:link></foo:item></foo:channel></foo:rss>',
    { title: 'T', url: 'http://e/1' },
  ],
  [
    'RSS upper',
    '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>T</TITLE><LINK>http://e/1</LINK></ITEM></CHANNEL></RSS>',
    { title: 'T', url: 'http://e/1' },
  ],
  ['rss only link', rssI('<item><link>http://e/1</link></item>'), { url: 'http://e/1' }],
  [
    'rss title type html',
    rssI('<item><title>&lt;b&gt;T&lt;/b&gt; &amp;amp; x</title></item>'),
    { title: 'T & x' },
  ],
  ['rss cdata', rssI('<item><title><![CDATA[T & <i>x</i>]]></title></item>'), { title: 'T & x' }],
  ['rss guid permalink only', rssI('<item><guid>http://e/1</guid></item>'), { url: 'http://e/1' }],
  [
    'rss unescaped amp',
    rssI('<item><title>A & B</title><link>http://e/1?a=1&b=2</link></item>'),
    { title: 'A & B', url: 'http://e/1?a=1&b=2' },
  ],
  [
    'rss dc:title',
    rssI('<item><dc:title>T</dc:title></item>', 'version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'),
    { title: 'T' },
  ],
  [
    'rss dc custom prefix',
    rssI(
      '<item><x:title>T</x:title><x:date>2004-01-02T03:04:05Z</x:date></item>',
      'version="2.0" xmlns:x="http://purl.org/dc/elements/1.1/"',
    ),
    { title: 'T', publishedAt: '2004-01-02T03:04:05Z' },
  ],
  [
    'rss media:title',
    rssI(
      '<item><media:title>T</media:title></item>',
      'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"',
    ),
    { title: 'T' },
  ],
  [
    'rss enclosure link',
    rssI('<item><title>T</title><enclosure url="http://e/a.mp3" type="audio/mpeg"/></item>'),
    { title: 'T' },
  ],
  [
    'rss feedburner origLink',
    rssI(
      '<item><title>T</title><link>http://feedproxy.example/1</link><feedburner:origLink>http://e/1</feedburner:origLink></item>',
      'version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
    ),
    { url: 'http://e/1' },
  ],
  [
    'rss xml:base item',
    rssI('<item xml:base="http://o.org/a/"><title>T</title><link>b</link></item>'),
    { url: 'http://o.org/a/b' },
  ],
  [
    'rss xml:base link',
    rssI('<item><title>T</title><link xml:base="http://o.org/a/">b</link></item>'),
    { url: 'http://o.org/a/b' },
  ],
  ['rss relative', rssI('<item><title>T</title><link>/b</link></item>'), { url: 'http://example.org/b' }],
  [
    'rss doctype entity',
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY name "Val">]><rss version="2.0"><channel><item><title>A &name; B</title></item></channel></rss>',
    {},
  ],
  [
    'rss doctype netscape',
    '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item><title>T &eacute;</title></item></channel></rss>',
    { title: 'T é' },
  ],
  [
    'rss nested item html',
    rssI('<item><title>T</title><description><p>hello <b>bold</b></p></description></item>'),
    { title: 'T' },
  ],
  [
    'rss xhtml body',
    rssI(
      '<item><title>T</title><xhtml:body xmlns:xhtml="http://www.w3.org/1999/xhtml"><p>hello</p></xhtml:body></item>',
    ),
    { title: 'T' },
  ],
  [
    'rss fullitem',
    rssI('<item><title>T</title><fullitem>&lt;p&gt;x&lt;/p&gt;</fullitem></item>'),
    { title: 'T' },
  ],
  ['rss comment inside', rssI('<item><!-- c --><title>T<!-- d --></title></item>'), { title: 'T' }],
  ['rss pi', rssI('<?foo bar?><item><title>T</title></item>'), { title: 'T' }],
  [
    'rss textinput/image title after',
    rssI(
      '<image><title>I</title><link>http://i</link></image><item><title>T</title></item><textInput><title>X</title></textInput>',
    ),
    { title: 'T' },
  ],
  ['rss two titles', rssI('<item><title>T</title><title>U</title></item>'), { title: 'T' }],
  ['rss empty title', rssI('<item><title/><link>http://e/1</link></item>'), { url: 'http://e/1' }],
  [
    'rss empty first link',
    rssI('<item><link/><title>T</title><link>http://e/1</link></item>'),
    { url: 'http://e/1' },
  ],
  [
    'rss atom:link only',
    rssI(
      '<item><title>T</title><atom:link href="http://e/1"/></item>',
      'version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"',
    ),
    { url: 'http://e/1' },
  ],
  [
    'rss a10',
    rssI(
      '<item><title>T</title><a10:updated>2009-01-01T00:00:00Z</a10:updated></item>',
      'version="2.0" xmlns:a10="http://www.w3.org/2005/Atom"',
    ),
    { publishedAt: '2009-01-01T00:00:00Z' },
  ],
  [
    'rss itunes:title',
    rssI(
      '<item><itunes:title>T</itunes:title></item>',
      'version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    ),
    { title: 'T' },
  ],
  ['rss control chars', rssI('<item><title>T\x0b\x01 x</title></item>'), { title: 'T x' }],
  [
    'rss invisible characters',
    rssI(
      '<item><title>Camp&#xAD;bell \u202Esays\u202C &amp;#8203;no \u2066yes\u2069 👩\u200d🚒</title></item>',
    ),
    { title: 'Campbell says no yes 👩\u200d🚒' },
  ],
  ['rss bad ref', rssI('<item><title>T &#0; &#x1F; &#xFFFF; x &#x110000;</title></item>'), {}],
  ['rss unknown entity', rssI('<item><title>T &foo; x</title></item>'), {}],
  [
    'rss attr no quotes',
    rssI('<item><title type=html>T</title><guid isPermaLink=false>x</guid></item>'),
    { title: 'T', id: 'x' },
  ],
  [
    'rss single quotes',
    "<rss version='2.0'><channel><item><title>T</title></item></channel></rss>",
    { title: 'T' },
  ],
  [
    'leading ws/bom',
    '\ufeff\n\n <?xml version="1.0"?><rss version="2.0"><channel><item><title>T</title></item></channel></rss>',
    { title: 'T' },
  ],
  [
    'leading junk',
    '<br />\n<b>Warning</b>: foo in bar on line 1<br /><?xml version="1.0"?><rss version="2.0"><channel><item><title>T</title></item></channel></rss>',
    { title: 'T' },
  ],
  [
    'long comment first',
    `<?xml version="1.0"?><!-- ${'x <rss> y '.repeat(3)} --><rss version="2.0"><channel><item><title>T</title></item></channel></rss>`,
    { title: 'T' },
  ],
  [
    'long comment 70k',
    `<?xml version="1.0"?><!-- ${'x'.repeat(70000)} --><rss version="2.0"><channel><item><title>T</title></item></channel></rss>`,
    { title: 'T' },
  ],
  [
    'comment with html words',
    '<?xml version="1.0"?><!-- Description: <html> in <body> --><rss version="2.0"><channel><item><title>T</title></item></channel></rss>',
    { title: 'T' },
  ],
  [
    'xsl stylesheet',
    '<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?><rss version="2.0"><channel><item><title>T</title></item></channel></rss>',
    { title: 'T' },
  ],
  [
    'feed in html pre',
    '<html><head></head><body><pre style="word-wrap: break-word">&lt;?xml version="1.0"?&gt;&lt;rss version="2.0"&gt;&lt;channel&gt;&lt;item&gt;&lt;title&gt;T&lt;/title&gt;&lt;link&gt;http://e/1&lt;/link&gt;&lt;/item&gt;&lt;/channel&gt;&lt;/rss&gt;</pre></body></html>',
    { title: 'T' },
  ],
  [
    'feed in html raw',
    '<html><body><rss version="2.0"><channel><item><title>T</title><link>http://e/1</link></item></channel></rss></body></html>',
    { title: 'T' },
  ],
  [
    'atom03',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title><link rel="alternate" type="text/html" href="http://e/1"/><issued>2004-01-01T00:00:00Z</issued></entry></feed>',
    { title: 'T', url: 'http://e/1', publishedAt: '2004-01-01T00:00:00Z' },
  ],
  [
    'atom03 modified',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title><modified>2004-01-01T00:00:00Z</modified></entry></feed>',
    { publishedAt: '2004-01-01T00:00:00Z' },
  ],
  [
    'atom03 created',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title><created>2004-01-01T00:00:00Z</created></entry></feed>',
    { publishedAt: '2004-01-01T00:00:00Z' },
  ],
  [
    'atom03 title mode escaped',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title type="text/html" mode="escaped">&lt;b&gt;T&lt;/b&gt;</title></entry></feed>',
    { title: 'T' },
  ],
  [
    'atom03 title mode base64',
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title type="text/html" mode="base64">${Buffer.from('<b>T</b>').toString('base64')}</title></entry></feed>`,
    { title: 'T' },
  ],
  [
    'atom03 title xml',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">T <b>x</b></div></title></entry></feed>',
    { title: 'T x' },
  ],
  [
    'atom03 content multipart',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title><content type="multipart/alternative"><content type="text/plain">a</content><content type="text/html" mode="escaped">&lt;b&gt;b&lt;/b&gt;</content></content></entry></feed>',
    { title: 'T' },
  ],
  [
    'atom10 title html',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;T&lt;/b&gt;</title></entry></feed>',
    { title: 'T' },
  ],
  [
    'atom10 title xhtml',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">T <b>x</b></div></title></entry></feed>',
    { title: 'T x' },
  ],
  [
    'atom10 title xhtml prefixed',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml"><entry><title type="xhtml"><h:div>T <h:b>x</h:b></h:div></title></entry></feed>',
    { title: 'T x' },
  ],
  [
    'atom10 title text with lt',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="text">a &lt; b &amp;amp; c</title></entry></feed>',
    { title: 'a < b &amp; c' },
  ],
  [
    'atom10 title cdata',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html"><![CDATA[<b>T</b>]]></title></entry></feed>',
    { title: 'T' },
  ],
  [
    'atom10 content src',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><content src="http://e/1" type="text/html"/></entry></feed>',
    { url: 'http://e/1' },
  ],
  [
    'atom10 link rel full',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link rel="http://www.iana.org/assignments/relation/alternate" href="http://e/1"/></entry></feed>',
    { url: 'http://e/1' },
  ],
  [
    'atom10 link only related',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link rel="related" href="http://e/1"/></entry></feed>',
    { title: 'T' },
  ],
  [
    'atom10 link self only',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link rel="self" href="http://e/1"/></entry></feed>',
    { title: 'T' },
  ],
  [
    'atom10 only link via',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="via" href="http://e/1"/></entry></feed>',
    {},
  ],
  [
    'atom10 only link self',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="http://e/1"/></entry></feed>',
    {},
  ],
  [
    'atom10 only link enclosure',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="enclosure" href="http://e/1"/></entry></feed>',
    {},
  ],
  [
    'atom10 xml:base feed',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://o.org/a/"><entry><title>T</title><link href="b"/></entry></feed>',
    { url: 'http://o.org/a/b' },
  ],
  [
    'atom10 xml:base nested',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://o.org/a/"><entry xml:base="c/"><title>T</title><link href="b"/></entry></feed>',
    { url: 'http://o.org/a/c/b' },
  ],
  [
    'atom10 xml:base link',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://o.org/a/"><entry><title>T</title><link xml:base="http://p.org/" href="b"/></entry></feed>',
    { url: 'http://p.org/b' },
  ],
  [
    'atom10 prefixed',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>T</a:title><a:link href="http://e/1"/></a:entry></a:feed>',
    { title: 'T', url: 'http://e/1' },
  ],
  [
    'atom10 no ns',
    '<feed><entry><title>T</title><link href="http://e/1"/></entry></feed>',
    { title: 'T', url: 'http://e/1' },
  ],
  [
    'atom wrong ns',
    '<feed xmlns="http://example.com/other"><entry><title>T</title><link href="http://e/1"/></entry></feed>',
    { title: 'T' },
  ],
  [
    'entry document',
    '<entry xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="http://e/1"/></entry>',
    { title: 'T' },
  ],
  [
    'atom10 source nested title',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><source><title>S</title><link href="http://s"/></source><title>T</title><link href="http://e/1"/></entry></feed>',
    { title: 'T', url: 'http://e/1' },
  ],
  [
    'json feed 1',
    '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","url":"http://e/1","title":"T","content_text":"x"}]}',
    { title: 'T' },
  ],
  [
    'json feed numeric id',
    '{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":1,"url":"http://e/1","title":"T"}]}',
    { title: 'T' },
  ],
  [
    'json feed no version',
    '{"title":"F","items":[{"id":"1","url":"http://e/1","title":"T"}]}',
    { title: 'T' },
  ],
  [
    'json feed BOM',
    '\ufeff{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","url":"http://e/1","title":"T"}]}',
    { title: 'T' },
  ],
  [
    'json trailing comma',
    '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","url":"http://e/1","title":"T"},]}',
    { title: 'T' },
  ],
  [
    'json truncated',
    '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","url":"http://e/1","title":"T"},{"id":"2","url":"http://e/2","title":"cut he',
    { title: 'T' },
  ],
  [
    'sitemap',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://e/1</loc><n:news><n:title>T</n:title><n:publication_date>2024-01-01</n:publication_date></n:news></url></urlset>',
    { title: 'T' },
  ],
  [
    'sitemap prefixed',
    '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>http://e/1</s:loc></s:url></s:urlset>',
    { url: 'http://e/1' },
  ],
  [
    'sitemap one broken',
    '<urlset><url><loc>http://e/1?a=1&b=2</loc></url><url><loc>http://e/2</loc><br></url><url><loc>http://e/3</loc></url></urlset>',
    3,
  ],
  [
    'truncated rss',
    rssI('<item><title>T</title><link>http://e/1</link></item><item><title>Cu').slice(0, -20),
    { title: 'T' },
  ],
  ['rss mixed close', rssI('<item><title>T</title><link>http://e/1</link></ITEM>'), { title: 'T' }],
  [
    'cdata in link',
    rssI('<item><title>T</title><link><![CDATA[http://e/1?a=1&b=2]]></link></item>'),
    { url: 'http://e/1?a=1&b=2' },
  ],
  [
    'link with spaces',
    rssI('<item><title>T</title><link>\n   http://e/1\n </link></item>'),
    { url: 'http://e/1' },
  ],
  ['link idn', rssI('<item><title>T</title><link>http://www.詹姆斯.com/</link></item>'), {}],
  [
    'link with href attr',
    rssI('<item><title>T</title><link href="http://e/1"/></item>'),
    { url: 'http://e/1' },
  ],
  [
    'rss uppercase pubdate',
    rssI('<item><title>T</title><pubdate>Thu, 01 Jan 2004 19:48:21 GMT</pubdate></item>'),
    { publishedAt: '2004-01-01T19:48:21Z' },
  ],
  [
    'rss source tag',
    rssI('<item><title>T - Reuters</title><source url="http://r">Reuters</source></item>'),
    { title: 'T', outlet: 'Reuters' },
  ],
  [
    'wddx/other namespaces',
    rssI(
      '<item><title>T</title><foo:bar><foo:title>no</foo:title></foo:bar></item>',
      'version="2.0" xmlns:foo="http://foo"',
    ),
    { title: 'T' },
  ],
  [
    'prism',
    rssI(
      '<item><title>T</title><prism:publicationDate>2004-01-02</prism:publicationDate></item>',
      'version="2.0" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"',
    ),
    { publishedAt: '2004-01-02' },
  ],
  [
    'dcterms modified',
    rssI(
      '<item><title>T</title><dcterms:modified>2004-01-02T03:04:05Z</dcterms:modified></item>',
      'version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"',
    ),
    { publishedAt: '2004-01-02T03:04:05Z' },
  ],
  [
    'atom in rss root entry',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:entry><atom:title>T</atom:title></atom:entry></channel></rss>',
    { title: 'T' },
  ],
  [
    'list of two feeds',
    '<rss version="2.0"><channel><item><title>A</title></item></channel><channel><item><title>B</title></item></channel></rss>',
    2,
  ],
  [
    'rss tag soup title',
    rssI('<item><title>T <b>bold</title><link>http://e/1</link></item><item><title>U</title></item>'),
    2,
  ],
  [
    'unquoted lt in title',
    rssI('<item><title>1 < 2 and 3 > 2</title><link>http://e/1</link></item>'),
    { title: '1 < 2 and 3 > 2' },
  ],
  [
    'doubly escaped cdata end',
    rssI('<item><title><![CDATA[a ]]]]><![CDATA[> b]]></title></item>'),
    { title: 'a ]]> b' },
  ],
  [
    'namespace undeclared',
    rssI(
      '<item><title>T</title><content:encoded>x</content:encoded><dc:creator>Jane Doe</dc:creator></item>',
    ),
    {},
  ],
  [
    'xml 1.1',
    '<?xml version="1.1"?><rss version="2.0"><channel><item><title>T</title></item></channel></rss>',
    { title: 'T' },
  ],
  [
    'no xml decl crlf',
    '\r\n<rss version="2.0">\r\n<channel>\r\n<item>\r\n<title>T</title>\r\n</item></channel></rss>',
    { title: 'T' },
  ],
  [
    'a prefix that nobody uses',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:default="http://purl.org/rss/1.0/"><default:channel><default:item><default:title>T</default:title><default:link>http://e/1</default:link></default:item></default:channel></rdf:RDF>',
    { title: 'T', url: 'http://e/1' },
  ],
];

test.each(KINDS)('%s', (_name, text, expected) => {
  const parsed = parseFeed(text, BASE);
  if (!parsed.ok) throw new Error(parsed.why);
  if (typeof expected === 'number') expect(parsed.value.items).toHaveLength(expected);
  else expect(parsed.value.items[0]).toMatchObject(expected);
});
