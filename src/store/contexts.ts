/** The paragraphs that statements stand in, with the statements' own words marked. */
import type { Kysely } from 'kysely';
import type { ShownContext } from '../cards.ts';
import { readSpans } from './rows.ts';
import type { Tables } from './schema.ts';
import { shownStatements } from './statements.ts';

type Found = { statement_id: string; paragraph: string; spans: string; outlet: string; url: string | null };

export function contextStore(db: Kysely<Tables>) {
  return {
    /** In order of the articles; a paragraph with several statements comes once, with all of them marked. */
    async of(
      what: { storyId: string } | { statementId: string },
      offset: number,
      limit: number,
    ): Promise<{ total: number; contexts: ShownContext[] }> {
      let query = db
        .selectFrom('statements')
        .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
        .innerJoin('articles', 'articles.id', 'sightings.article_id')
        .select(['sightings.statement_id', 'sightings.paragraph', 'sightings.spans'])
        .select(['articles.outlet', 'articles.url'])
        .where('statements.withdrawn', '=', 0)
        .orderBy('articles.at')
        .orderBy('articles.id')
        .orderBy('sightings.ordinal');
      query =
        'storyId' in what
          ? query.where('statements.story_id', '=', what.storyId)
          : query.where('statements.id', '=', what.statementId);
      const rows = await query.execute();
      const paragraphs = [
        ...Map.groupBy(rows, (r) => JSON.stringify([r.url, r.outlet, r.paragraph])).values(),
      ];
      const page = paragraphs.slice(offset, offset + limit);
      return { total: paragraphs.length, contexts: await Promise.all(page.map((group) => shown(db, group))) };
    },
  };
}

async function shown(db: Kysely<Tables>, group: Found[]): Promise<ShownContext> {
  const [first] = group;
  const statements = await shownStatements(
    db,
    group.map((g) => g.statement_id),
  );
  const spans = group.flatMap((g) => readSpans(g.spans));
  return {
    statements,
    parts: marked(first?.paragraph ?? '', spans),
    outlet: first?.outlet ?? '',
    url: first?.url ?? null,
  };
}

/** The text in parts, those within a span marked; spans may touch and overlap. Pure. */
export function marked(text: string, spans: { start: number; end: number }[]): ShownContext['parts'] {
  const parts: ShownContext['parts'] = [];
  let at = 0;
  const add = (to: number, isMarked: boolean) => {
    if (to > at) parts.push({ text: text.slice(at, to), marked: isMarked });
    at = Math.max(at, to);
  };
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    add(Math.min(start, text.length), false);
    add(Math.min(end, text.length), true);
  }
  add(text.length, false);
  return parts;
}
