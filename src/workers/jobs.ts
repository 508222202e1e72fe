/** What is done off the main thread: bytes of strangers become feeds and articles. Pure apart from loading its parts. */
import type { Discovered } from '../feeds/discover.ts';
import type { Article, Extractor, ParsedFeed, ReadArticle, Result, Statement } from '../news.ts';
import type { attribute } from '../statements/attribute.ts';
import type { CleanText, FeedBytes, RawArticle } from './pool.ts';

/** `feeds` and `article` are loaded by the job that needs them: a worker that only reads feeds stays small. */
export async function parseFeed({ url, body, contentType }: FeedBytes): Promise<Result<ParsedFeed>> {
  const [{ decodeText }, { parseFeed: parse }] = await Promise.all([
    import('../feeds/decode.ts'),
    import('../feeds/parse.ts'),
  ]);
  return parse(decodeText(body, contentType), url);
}

/** What an address that a person gave holds: a feed, a list of feeds, a page that links its feeds. */
export async function lookInto({ url, body, contentType }: FeedBytes): Promise<Result<Discovered>> {
  const [{ decodeText }, { discover }] = await Promise.all([
    import('../feeds/decode.ts'),
    import('../feeds/discover.ts'),
  ]);
  return discover(decodeText(body, contentType), url);
}

export async function readArticle(input: RawArticle): Promise<Result<ReadArticle>> {
  const [{ decodeText }, attribute] = await Promise.all([
    import('../feeds/decode.ts'),
    attributing(input.extractor),
  ]);
  const first = decodeText(input.body, input.contentType);
  const extracted = await (input.excerpt === true ? excerpt(first) : extract(first, input));
  if (!extracted.ok) return extracted;
  let article = complete(extracted.value, input);
  for (const { body, contentType, url } of input.more ?? []) {
    const page = await extract(decodeText(body, contentType), { ...input, url });
    if (!page.ok) break;
    article = joined(article, page.value);
  }
  const { text, title, publishedAt } = article;
  return { ok: true, value: { article, statements: attribute(text, { title, publishedAt }) } };
}

/** Statements again from a text that was cleaned before. */
export async function attributeText({
  text,
  title,
  publishedAt,
  extractor,
}: CleanText): Promise<Result<Statement[]>> {
  const attribute = await attributing(extractor);
  return { ok: true, value: attribute(text, { title, publishedAt }) };
}

/** A chart as a picture; the renderer is loaded by the first one. */
export async function drawChart(input: { svg: string }): Promise<Result<Uint8Array>> {
  return (await import('./drawing.ts')).drawChart(input);
}

/** The reading of who said what that is asked for; the weights are loaded only where the tagger is. */
export async function attributing(extractor: Extractor): Promise<typeof attribute> {
  if (extractor === 'rules') return (await import('../statements/attribute.ts')).attribute;
  const [{ attributeWith }, { shippedWeights }] = await Promise.all([
    import('../statements/learned.ts'),
    import('./weights.ts'),
  ]);
  return (text, about) => attributeWith(shippedWeights(), text, about);
}

async function excerpt(text: string): Promise<Result<Article>> {
  const { excerptArticle } = await import('../article/plain.ts');
  return excerptArticle(text);
}

/** The next page's text after the article's, less the paragraphs that stand on every page. */
function joined(article: Article, page: Article): Article {
  const had = new Set(article.text.split('\n\n'));
  const fresh = page.text.split('\n\n').filter((paragraph) => !had.has(paragraph));
  const { nextPage: _, ...rest } = article;
  return {
    ...rest,
    text: [article.text, ...fresh].filter((part) => part !== '').join('\n\n'),
    boilerplate: [...new Set([...article.boilerplate, ...page.boilerplate])],
    wire: article.wire ?? page.wire,
    notice: article.notice ?? page.notice,
    ...(page.nextPage === undefined ? {} : { nextPage: page.nextPage }),
  };
}

async function extract(text: string, { kind, url }: RawArticle): Promise<Result<Article>> {
  if (kind === 'txt') return (await import('../article/plain.ts')).plainArticle(text);
  return (await import('../article/extract.ts')).extractArticle(text, url);
}

/**
 * The page's own title, byline and language come first; whoever led us here (feed, sidecar) knows the outlet and the
 * date better, because pages print the date of their last change.
 */
function complete(article: Article, { known, url, kind }: RawArticle): Article {
  const [first, second] = kind === 'txt' ? [known.title, article.title] : [article.title, known.title];
  return {
    ...article,
    url: article.url ?? url,
    title: first?.trim() || second?.trim() || '',
    byline: article.byline.length > 0 ? article.byline : known.byline,
    outlet: known.outlet ?? article.outlet,
    publishedAt: dated(known.publishedAt, article.publishedAt),
    language: article.language ?? known.language,
  };
}

/** A bare date gives way to an instant of the same day. */
function dated(known: string | null, own: string | null): string | null {
  if (known === null) return own;
  return known.length === 10 && own?.startsWith(`${known}T`) ? own : known;
}
