/**
 * Statements as they are filed: every article's own sighting of each, the speaker looked up or enrolled, the fullest
 * quotation as the shown form, and the words indexed for search.
 */
import type { Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import { enrol } from './directory.ts';
import type { Filed, Filing, Sighted } from './filing.ts';
import { readPieces } from './rows.ts';
import type { ArticleRow, SightingRow, Tables } from './schema.ts';

/** A new version's sightings replace the old ones; a statement stays when the article no longer carries it. */
export async function fileStatements(
  tx: Transaction<Tables>,
  filing: Filing,
  article: ArticleRow,
  now: number,
  ids: Ids,
): Promise<Filed['statements']> {
  const orphaned = await tx
    .selectFrom('sightings')
    .select(['id', 'statement_id'])
    .where('article_id', '=', article.id)
    .execute();
  const out: Filed['statements'] = [];
  const heard = { articleId: article.id, storyId: article.story_id, now };
  for (const [ordinal, s] of filing.statements.entries()) {
    const sighting = ids.next();
    let id = s.known;
    let speakerId: string | null = null;
    if (id === null) {
      id = ids.next();
      speakerId = s.speaker === null ? null : await enrol(tx, ids, s.speaker, { ...heard, saidOn: s.saidOn });
      await tx
        .insertInto('statements')
        .values({
          id,
          story_id: article.story_id,
          speaker_id: speakerId,
          shown_id: sighting,
          first_id: article.id,
          at: article.at,
        })
        .execute();
    } else {
      speakerId = await recognise(tx, ids, id, s, { ...heard, saidOn: s.saidOn });
    }
    const row: SightingRow = {
      id: sighting,
      statement_id: id,
      article_id: article.id,
      version: (filing.existing?.version ?? 0) + 1,
      extractor: filing.extractor,
      ordinal,
      kind: s.kind,
      stance: s.stance,
      cue: s.cue,
      source: s.source,
      speaker_name: s.speaker?.name ?? null,
      speaker_role: s.speaker?.role ?? null,
      said_on: s.saidOn,
      via: s.via,
      pieces: JSON.stringify(s.pieces),
      paragraph: s.paragraph,
      spans: JSON.stringify(s.spans),
    };
    await tx.insertInto('sightings').values(row).execute();
    await preferFuller(tx, id, row);
    await tx
      .deleteFrom('statement_words' as never)
      .where('statement_id' as never, '=', id as never)
      .execute();
    out.push({ id, isNew: s.known === null, speakerId });
  }
  await dropOrphans(tx, orphaned);
  for (const { id } of out) await indexWords(tx, id);
  return out;
}

/** Another sighting of a known statement: a fuller name of its speaker is learnt, a missing speaker is filled in. */
async function recognise(
  tx: Transaction<Tables>,
  ids: Ids,
  statementId: string,
  s: Sighted,
  heard: Parameters<typeof enrol>[3],
): Promise<string | null> {
  const known = await tx
    .selectFrom('statements')
    .select('speaker_id')
    .where('id', '=', statementId)
    .executeTakeFirstOrThrow();
  if (s.speaker === null || s.speaker.kind === 'unnamed') {
    if (known.speaker_id !== null || s.speaker === null) return known.speaker_id;
  }
  if (known.speaker_id !== null) {
    const row = await tx
      .selectFrom('speakers')
      .select('kind')
      .where('id', '=', known.speaker_id)
      .executeTakeFirst();
    if (row?.kind !== 'unnamed') return known.speaker_id;
    if (s.speaker.kind === 'unnamed') return known.speaker_id;
  }
  const id = await enrol(tx, ids, s.speaker, heard);
  await tx.updateTable('statements').set({ speaker_id: id }).where('id', '=', statementId).execute();
  return id;
}

/** The fullest quotation is the shown form. */
async function preferFuller(tx: Transaction<Tables>, statementId: string, fresh: SightingRow): Promise<void> {
  const shown = await tx
    .selectFrom('statements')
    .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
    .select(['sightings.id', 'sightings.pieces', 'sightings.article_id'])
    .where('statements.id', '=', statementId)
    .executeTakeFirst();
  const quoted = (pieces: string) =>
    readPieces(pieces).reduce((n, p) => n + (p.quoted ? 3 : 1) * p.text.length, 0);
  const better =
    shown === undefined ||
    shown.article_id === fresh.article_id ||
    quoted(fresh.pieces) > 1.05 * quoted(shown.pieces);
  if (better && shown?.id !== fresh.id) {
    await tx.updateTable('statements').set({ shown_id: fresh.id }).where('id', '=', statementId).execute();
  }
}

async function dropOrphans(
  tx: Transaction<Tables>,
  old: { id: string; statement_id: string }[],
): Promise<void> {
  for (const { id, statement_id } of old) {
    const others = await tx
      .selectFrom('sightings')
      .select('id')
      .where('statement_id', '=', statement_id)
      .where('id', '!=', id)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    // What was said stays said: the last sighting of a statement is kept though the newest version dropped it.
    if (others === undefined) continue;
    await tx.deleteFrom('sightings').where('id', '=', id).execute();
    await tx
      .updateTable('statements')
      .set({ shown_id: others.id })
      .where('id', '=', statement_id)
      .where('shown_id', '=', id)
      .execute();
  }
}

async function indexWords(tx: Transaction<Tables>, statementId: string): Promise<void> {
  const rows = await tx
    .selectFrom('sightings')
    .select('pieces')
    .where('statement_id', '=', statementId)
    .execute();
  const words = rows
    .map((r) =>
      readPieces(r.pieces)
        .map((p) => p.text)
        .join(' '),
    )
    .join('\n');
  await tx
    .insertInto('statement_words' as never)
    .values({ statement_id: statementId, words } as never)
    .execute();
}
