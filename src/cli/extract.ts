import type { ReadArticle } from '../news.ts';

/**
 * The line that `extract` prints for one page or file: the article's facts and its statements, offsets being UTF-16 units
 * into `text`. `file` is the name or address as it was given.
 */
export function extractRecord(file: string, read: ReadArticle): object {
  const { article, statements } = read;
  return {
    file,
    url: article.url,
    title: article.title,
    byline: article.byline,
    outlet: article.outlet,
    wire: article.wire,
    publishedAt: article.publishedAt,
    language: article.language,
    text: article.text,
    boilerplate: article.boilerplate,
    statements: statements.map(({ speaker, source, cue, pieces, kind, stance, saidOn, venue, via }) => ({
      speaker: speaker && { name: speaker.name, role: speaker.role, kind: speaker.kind },
      source: source && { start: source.start, end: source.end, text: source.text },
      cue: cue && { start: cue.start, end: cue.end, text: cue.text },
      pieces: pieces.map(({ start, end, text }) => ({ start, end, text })),
      kind,
      stance,
      saidOn,
      venue,
      via,
    })),
  };
}
