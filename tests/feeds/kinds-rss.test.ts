/** RSS of every version, and what writes it wrongly. */
import { eachIsRead, rssI } from './kinds.ts';

eachIsRead([
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
    { title: 'A Val B' },
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
]);
