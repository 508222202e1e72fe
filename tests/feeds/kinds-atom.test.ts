/** Atom 0.3 and 1.0. */
import { eachIsRead } from './kinds.ts';

eachIsRead([
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
    'atom in rss root entry',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:entry><atom:title>T</atom:title></atom:entry></channel></rss>',
    { title: 'T' },
  ],
]);
