/**
 * The index by which copies and reports of one event are found, on disk: marks (hashes of 4-grams, terms) and who bears them, by
 * time. Of each mark only the bearers nearest in time are looked at: a rare one is seen whole, a common one tells little, and the
 * cost of a look does not grow with the archive.
 */
import { type CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import { type Bearers, frequencyOf, LOOKED_AT, nearest } from '../stories/candidates.ts';
import type { Fingerprint } from '../stories/fingerprint.ts';
import { COPY_WINDOW, EVENT_WINDOW, FOLLOW_WINDOW } from '../stories/placing.ts';
import type { Tables } from './schema.ts';

type Index = 'grams' | 'terms';
type Hit = { mark: number; article_id: string; at: number };
/** A span of time, both ends included, looked through from its newer end (`latest`) or its older one (`earliest`). */
type Span = { from: number; to: number; first: 'latest' | 'earliest' };

/** So many marks are looked up in one query, always the same, so that the engine prepares it once. */
const MARKS = 32;

/** The articles that share most with a print: by text within the copies' window, by terms around it, and before it. */
export function nearbyIndex(db: Kysely<Tables>) {
  const prepared = new Map<string, { query: CompiledQuery<Hit>; slots: number[] }>();

  /** `MARKS` look-ups in one query; the parameters stand for mark, from and to of each, and are filled in when it is run. */
  function prepare(index: Index, first: Span['first'], limit: number) {
    const name = `${index} ${first} ${limit}`;
    const known = prepared.get(name);
    if (known !== undefined) return known;
    const mark = sql.ref(index === 'grams' ? 'hash' : 'term');
    const order = first === 'latest' ? sql`desc` : sql`asc`;
    const looks = Array.from(
      { length: MARKS },
      (_, i) =>
        sql`select * from (select ${sql.lit(i)} as mark, article_id, ${sql.ref('at')} from ${sql.table(index)} where ${mark} = ${3 * i}
          and ${sql.ref('at')} >= ${3 * i + 1} and ${sql.ref('at')} <= ${3 * i + 2} order by ${sql.ref('at')} ${order} limit ${sql.lit(limit)}) as l${sql.raw(String(i))}`,
    );
    const query = sql<Hit>`${sql.join(looks, sql` union all `)}`.compile(db);
    const made = { query, slots: query.parameters.map(Number) };
    prepared.set(name, made);
    return made;
  }

  /** For each mark its bearers within the span, nearest to `at` first, with the time of the farthest. */
  async function bearers(
    index: Index,
    marks: (string | number)[],
    span: Span,
    limit: number,
    at: number,
  ): Promise<Bearers[]> {
    const found: Bearers[] = [];
    const { query, slots } = prepare(index, span.first, limit);
    const ends = [span.from, span.to];
    for (let start = 0; start < marks.length; start += MARKS) {
      const values = slots.map((slot) =>
        slot % 3 === 0 ? (marks[start + slot / 3] ?? null) : (ends[(slot % 3) - 1] ?? 0),
      );
      const { rows } = await db.executeQuery<Hit>({ ...query, parameters: values });
      for (const hits of Map.groupBy(rows, (row) => row.mark).values()) {
        const reach = Math.abs(at - (hits.at(-1)?.at ?? at));
        const frequency = frequencyOf(hits.length, limit, reach, span.to - span.from);
        found.push({ ids: hits.map((hit) => hit.article_id), frequency });
      }
    }
    return found;
  }

  return {
    /** The ids of the articles worth a closer look. `at`: when the newcomer was published, milliseconds UTC. */
    async candidates(print: Fingerprint, at: number): Promise<Set<string>> {
      const around = async (index: Index, marks: (string | number)[], window: number, limit: number) => [
        ...(await bearers(index, marks, { from: at - window, to: at, first: 'latest' }, limit, at)),
        ...(await bearers(index, marks, { from: at + 1, to: at + window, first: 'earliest' }, limit, at)),
      ];
      const before: Span = { from: at - FOLLOW_WINDOW, to: at - EVENT_WINDOW, first: 'latest' };
      const { byText, byEvent, earlier } = LOOKED_AT;
      return new Set([
        ...nearest(await around('grams', print.sketch, COPY_WINDOW, byText.bearers), byText.most),
        ...nearest(await around('terms', print.terms, EVENT_WINDOW, byEvent.bearers), byEvent.most),
        ...nearest(
          await bearers('terms', print.terms, before, earlier.bearers, at - EVENT_WINDOW),
          earlier.most,
        ),
      ]);
    },
  };
}

type Indexed = { articleId: string; print: Fingerprint; at: number };

/** Takes an article into the index. */
export async function indexPrint(tx: Transaction<Tables>, { articleId, print, at }: Indexed): Promise<void> {
  const grams = [...new Set(print.sketch)].map((hash) => ({ hash, article_id: articleId, at }));
  const terms = [...new Set(print.terms)].map((term) => ({ term, article_id: articleId, at }));
  // SQLite takes 32,766 parameters a statement; 500 rows of three stay far below.
  for (let i = 0; i < grams.length; i += 500)
    await tx
      .insertInto('grams')
      .values(grams.slice(i, i + 500))
      .execute();
  if (terms.length > 0) await tx.insertInto('terms').values(terms).execute();
}

/** Takes it out again. Its marks are known, so that no index by article is kept for this: it was a quarter of the file. */
export async function unindexPrint(
  tx: Transaction<Tables>,
  { articleId, print, at }: Indexed,
): Promise<void> {
  for (let i = 0; i < print.sketch.length; i += 500)
    await tx
      .deleteFrom('grams')
      .where('hash', 'in', print.sketch.slice(i, i + 500))
      .where('at', '=', at)
      .where('article_id', '=', articleId)
      .execute();
  if (print.terms.length > 0)
    await tx
      .deleteFrom('terms')
      .where('term', 'in', print.terms)
      .where('at', '=', at)
      .where('article_id', '=', articleId)
      .execute();
}
