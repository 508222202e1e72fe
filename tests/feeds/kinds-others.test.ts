/** What is neither RSS nor Atom, or does not begin as a feed should. */
import { eachIsRead, rssI } from './kinds.ts';

eachIsRead([
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
  ['link idn', rssI('<item><title>T</title><link>http://www.詹姆斯.com/</link></item>'), {}],
  [
    'wddx/other namespaces',
    rssI(
      '<item><title>T</title><foo:bar><foo:title>no</foo:title></foo:bar></item>',
      'version="2.0" xmlns:foo="http://foo"',
    ),
    { title: 'T' },
  ],
  [
    'list of two feeds',
    '<rss version="2.0"><channel><item><title>A</title></item></channel><channel><item><title>B</title></item></channel></rss>',
    2,
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
]);
