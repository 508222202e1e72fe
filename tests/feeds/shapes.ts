/** Feeds of the shapes that outlets serve, made up from a seed, and the ways in which feeds arrive damaged. */
export type Story = { id: string; title: string; link: string; text: string; at: Date };

/** Numbers in [0, 1) that are the same at every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const WORDS =
  'harbour bridge talks minister says port ferry storm vote plan court & <i>strike</i> café über 北京 “quoted” deal'.split(
    ' ',
  );

export function stories(count: number, paper: number, random: () => number): Story[] {
  const words = (n: number) =>
    Array.from({ length: n }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  return Array.from({ length: count }, (_, i) => ({
    id: `id-${paper}-${i}`,
    title: `${words(6)} ${i}`,
    link: `https://paper${paper}.example/2024/${i}/story?x=1&y=${i}`,
    text: `<p>${words(30)}</p><p>${words(20)}<br>${words(5)}<img src="a.jpg" alt="x"></p>`,
    at: new Date(Date.UTC(2024, 0, 1) + i * 3_600_000),
  }));
}

const esc = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const SHAPES: Record<string, (all: Story[]) => string> = {
  'RSS, escaped': (all) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>P</title><link>https://p.example/</link><atom:link href="https://p.example/feed" rel="self"/>\n${all
      .map(
        (s) =>
          `<item><title>${esc(s.title)}</title><link>${esc(s.link)}</link><guid isPermaLink="false">${s.id}</guid><pubDate>${s.at.toUTCString()}</pubDate><description>${esc(s.text)}</description></item>`,
      )
      .join('\n')}\n</channel></rss>`,
  'RSS, CDATA': (all) =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>P</title>${all
      .map(
        (s) =>
          `<item>\n<title><![CDATA[${s.title}]]></title>\n<link>${esc(s.link)}</link>\n<dc:creator><![CDATA[Jane Doe]]></dc:creator><guid>${esc(s.link)}</guid>\n<description><![CDATA[${s.text}]]></description><content:encoded><![CDATA[${s.text}${s.text}]]></content:encoded><media:content url="https://p.example/a.jpg"><media:title>Pic</media:title></media:content></item>`,
      )
      .join('\n')}</channel></rss>`,
  Atom: (all) =>
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><id>urn:p</id>${all
      .map(
        (s) =>
          `<entry><id>urn:${s.id}</id><title type="html">${esc(s.title)}</title><link rel="alternate" href="${esc(s.link)}"/><updated>${s.at.toISOString()}</updated><content type="html">${esc(s.text)}</content><author><name>J D</name></author></entry>`,
      )
      .join('')}</feed>`,
  RDF: (all) =>
    `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://p.example/"><title>P</title><link>https://p.example/</link></channel>${all
      .map(
        (s) =>
          `<item rdf:about="${esc(s.link)}"><title>${esc(s.title)}</title><link>${esc(s.link)}</link><dc:date>${s.at.toISOString()}</dc:date><description>${esc(s.text)}</description></item>`,
      )
      .join('\n')}</rdf:RDF>`,
  'news sitemap': (all) =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${all
      .map(
        (s) =>
          `<url><loc>${esc(s.link)}</loc><news:news><news:publication><news:name>P</news:name></news:publication><news:publication_date>${s.at.toISOString()}</news:publication_date><news:title>${esc(s.title)}</news:title></news:news></url>`,
      )
      .join('\n')}</urlset>`,
  'JSON Feed': (all) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'P',
      items: all.map((s) => ({ id: s.id, url: s.link, title: s.title, content_html: s.text })),
    }),
};

const put = (text: string, at: number, what: string, over = 0) =>
  text.slice(0, at) + what + text.slice(at + over);

type Damage = (text: string, random: () => number) => string;

function anyOf(text: string, pattern: RegExp, random: () => number): { at: number; what: string } | null {
  const all = [...text.matchAll(pattern)];
  const one = all[Math.floor(random() * all.length)];
  return one === undefined ? null : { at: one.index, what: one[0] };
}

/** Into the words of some item. */
const into =
  (what: string): Damage =>
  (text, random) => {
    const place = anyOf(
      text,
      /<(?:description|content|content:encoded|title|news:title)\b[^>]*>|"content_html":"/g,
      random,
    );
    return place === null ? text : put(text, place.at + place.what.length, what);
  };

const without =
  (pattern: RegExp): Damage =>
  (text, random) => {
    const place = anyOf(text, pattern, random);
    return place === null ? text : put(text, place.at, '', place.what.length);
  };

/** Nineteen kinds of damage, each seen in feeds. A cut feed may lose what was cut; nothing else may go missing. */
export const DAMAGE: Record<string, Damage> = {
  'an unclosed <br>': into('<br>'),
  'a stray end tag': into('</p>'),
  'an unclosed <p>': into('<p>'),
  'a bare <': into(' 3 < 4 '),
  'unknown entities': into(' &nosuch; &nbsp; '),
  'references to no character': into(' &#2; &#xFFFF; '),
  'control characters': into('\u0001\u000c\u001f'),
  'attributes without quotation marks': into('<img src=a.jpg width=10>'),
  'a comment without an end': into('<!-- oops '),
  'bare ampersands': (text) => text.replaceAll('&amp;', '&'),
  'two byte order marks': (text) => `\ufeff\ufeff${text}`,
  'blank lines before it': (text) => `\n\n  ${text}`,
  'a warning of the server before it': (text) =>
    `<br />\n<b>Warning</b>: Undefined variable $x in /var/www/feed.php on line 3<br />\n${text}`,
  'a script after it': (text) => `${text}\n<!-- cached --><script>var a="<b>";</script>`,
  'a cut in its last entries': (text, random) =>
    text.slice(0, text.length - Math.floor((random() * text.length) / 30)),
  'a missing end of an item': without(/<\/(?:item|entry|url)>/g),
  'a missing end of a title': without(/<\/(?:title|news:title)>/g),
  'a missing end of CDATA': without(/\]\]>/g),
  'end tags in another case': (text, random) => {
    const place = anyOf(text, /<\/(?:item|entry|title|link|url)>/g, random);
    return place === null ? text : put(text, place.at, place.what.toUpperCase(), place.what.length);
  },
};
