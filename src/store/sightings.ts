/**
 * Statements as they are filed: every article's own sighting of each, the speaker looked up or enrolled, the fullest
 * quotation as the shown form, and the words indexed for search.
 */
import type { Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import { indexWords, wordsAt } from './dialect.ts';
import { enrol, type Heard } from './directory.ts';
import type { Filed, Filing, Sighted } from './filed.ts';
import { placeInTime } from './newest.ts';
import { readPieces } from './rows.ts';
import type { ArticleRow, SightingRow, Tables } from './schema.ts';
import { searchWords } from './search.ts';

/**
 * Why an article's statements are filed once more: it has a new version, or a better extractor read the same one. What a new
 * version drops was said all the same; what a better extractor drops was never said.
 */
export type Again = 'version' | 'reattribution';

/**
 * A new version's sightings replace the old ones. What only the old version said stays, with its sighting of that
 * version: it was said, and the answer marks that the article no longer carries it.
 */
export async function fileStatements(
  tx: Transaction<Tables>,
  filing: Pick<Filing, 'statements' | 'extractor'>,
  article: ArticleRow,
  now: number,
  ids: Ids,
  again: Again = 'version',
): Promise<Filed['statements']> {
  const before = await tx
    .selectFrom('sightings')
    .select(['id', 'statement_id'])
    .where('article_id', '=', article.id)
    .execute();
  const heard = { articleId: article.id, storyId: article.story_id, now };
  const out: Filed['statements'] = [];
  const made: string[] = [];
  const added: { id: string; statement: string; pieces: string }[] = [];
  for (const [ordinal, s] of filing.statements.entries()) {
    const known = s.sameAs === null ? s.known : (made[s.sameAs] ?? s.known);
    const sighting = ids.next();
    const id = known ?? (await begin(tx, ids, s, sighting, article, { ...heard, saidOn: s.saidOn }));
    if (known !== null) await recognise(tx, ids, id, s, { ...heard, saidOn: s.saidOn }, again);
    made.push(id);
    const row = rowOf(s, sighting, id, ordinal, article, filing.extractor);
    await tx.insertInto('sightings').values(row).execute();
    added.push({ id: sighting, statement: id, pieces: row.pieces });
    if (!out.some((o) => o.id === id))
      out.push({ id, isNew: known === null, isVoice: s.isVoice, speakerId: null });
  }
  if (before.length === 0) for (const sighting of added) await extend(tx, sighting);
  else {
    await dropReplaced(tx, before, new Set(made), again);
    for (const id of new Set([...made, ...before.map((b) => b.statement_id)])) await refreshStatement(tx, id);
  }
  // Asked only now: a full name further down the article may have taken over what a bare surname began.
  for (const o of out) o.speakerId = await speakerOf(tx, o.id);
  return out;
}

const rowOf = (
  s: Sighted,
  id: string,
  statementId: string,
  ordinal: number,
  article: ArticleRow,
  extractor: string,
): SightingRow => ({
  id,
  statement_id: statementId,
  article_id: article.id,
  version: article.version,
  extractor,
  ordinal,
  kind: s.kind,
  stance: s.stance,
  cue: s.cue,
  source: s.source,
  speaker_name: s.speaker?.name ?? null,
  speaker_role: s.speaker?.role ?? null,
  said_on: s.saidOn,
  venue: s.venue,
  via: s.via,
  pieces: JSON.stringify(s.pieces),
  paragraph: s.paragraph,
  spans: JSON.stringify(s.spans),
});

/** A statement that the story did not have. */
async function begin(
  tx: Transaction<Tables>,
  ids: Ids,
  s: Sighted,
  sighting: string,
  article: ArticleRow,
  heard: Heard,
): Promise<string> {
  const id = ids.next();
  const speakerId = s.speaker === null ? null : await enrol(tx, ids, s.speaker, heard);
  await tx
    .insertInto('statements')
    .values({
      id,
      story_id: article.story_id,
      speaker_id: speakerId,
      shown_id: sighting,
      first_id: article.id,
      at: article.at,
      words_id: await placeInTime(tx, article.at),
      decided: 0,
      withdrawn: 0,
    })
    .execute();
  return id;
}

/** Another sighting of a known statement: a missing speaker is filled in, an unnamed or bare one learns its full name. */
async function recognise(
  tx: Transaction<Tables>,
  ids: Ids,
  statementId: string,
  s: Sighted,
  heard: Heard,
  again: Again,
): Promise<void> {
  const known = await tx
    .selectFrom('statements')
    .leftJoin('speakers', 'speakers.id', 'statements.speaker_id')
    .select(['statements.speaker_id', 'statements.decided', 'speakers.kind'])
    .where('statements.id', '=', statementId)
    .executeTakeFirstOrThrow();
  if (s.speaker === null || known.decided === 1) return;
  if (again === 'version' && known.speaker_id !== null && s.speaker.kind === 'unnamed') return;
  const id = await enrol(tx, ids, s.speaker, heard);
  const replaces = again === 'reattribution' || known.speaker_id === null || known.kind === 'unnamed';
  if (replaces)
    await tx.updateTable('statements').set({ speaker_id: id }).where('id', '=', statementId).execute();
}

async function speakerOf(tx: Transaction<Tables>, statementId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('statements')
    .select('speaker_id')
    .where('id', '=', statementId)
    .executeTakeFirst();
  return row?.speaker_id ?? null;
}

/** What the new version says again replaces the old version's sighting; the last sighting of a statement is kept. */
async function dropReplaced(
  tx: Transaction<Tables>,
  before: { id: string; statement_id: string }[],
  made: Set<string>,
  again: Again,
): Promise<void> {
  for (const { id, statement_id } of before) {
    const others = made.has(statement_id)
      ? true
      : await tx
          .selectFrom('sightings')
          .select('id')
          .where('statement_id', '=', statement_id)
          .where('id', '!=', id)
          .executeTakeFirst();
    if (others !== undefined) await tx.deleteFrom('sightings').where('id', '=', id).execute();
    else if (again === 'reattribution') await forgetStatement(tx, statement_id);
  }
}

/** A statement that the better extractor does not find, unless a person has decided about it. */
export async function forgetStatement(tx: Transaction<Tables>, statementId: string): Promise<void> {
  const row = await tx
    .selectFrom('statements')
    .select(['decided', 'withdrawn', 'words_id'])
    .where('id', '=', statementId)
    .executeTakeFirst();
  if (row === undefined || row.decided === 1 || row.withdrawn === 1) return;
  await indexWords(tx, row.words_id, []);
  await tx.deleteFrom('sightings').where('statement_id', '=', statementId).execute();
  await tx.deleteFrom('statements').where('id', '=', statementId).execute();
}

/** The fullest quotation is the shown form; all forms are found by their words. */
export async function refreshStatement(tx: Transaction<Tables>, statementId: string): Promise<void> {
  const rows = await tx
    .selectFrom('sightings')
    .select(['id', 'pieces'])
    .where('statement_id', '=', statementId)
    .orderBy('id')
    .execute();
  const statement = await tx
    .selectFrom('statements')
    .select(['shown_id', 'words_id'])
    .where('id', '=', statementId)
    .executeTakeFirst();
  if (statement === undefined || rows.length === 0) return;
  const best = rows.reduce(fuller);
  if (best.id !== statement.shown_id) {
    await tx.updateTable('statements').set({ shown_id: best.id }).where('id', '=', statementId).execute();
  }
  await indexWords(
    tx,
    statement.words_id,
    rows.flatMap((r) => wordsIn(r.pieces)),
  );
}

/** The same after one more sighting, without reading the others: a quotation may be carried by ten thousand articles. */
async function extend(
  tx: Transaction<Tables>,
  sighting: { id: string; statement: string; pieces: string },
): Promise<void> {
  const shown = await tx
    .selectFrom('statements')
    .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
    .select(['sightings.id', 'sightings.pieces', 'statements.words_id'])
    .where('statements.id', '=', sighting.statement)
    .executeTakeFirst();
  if (shown === undefined) return;
  if (fuller(shown, sighting).id !== shown.id)
    await tx
      .updateTable('statements')
      .set({ shown_id: sighting.id })
      .where('id', '=', sighting.statement)
      .execute();
  const before = new Set(await wordsAt(tx, shown.words_id));
  const words = new Set([...before, ...wordsIn(sighting.pieces)]);
  if (words.size > before.size) await indexWords(tx, shown.words_id, words);
}

/** The fuller one of two forms; a little more is not enough to show another one than before. */
function fuller<A extends { pieces: string }, B extends { pieces: string }>(a: A, b: B): A | B {
  const fullness = (pieces: string) =>
    readPieces(pieces).reduce((n, p) => n + (p.quoted ? 3 : 1) * p.text.length, 0);
  return fullness(b.pieces) > 1.05 * fullness(a.pieces) ? b : a;
}

const wordsIn = (pieces: string): string[] => readPieces(pieces).flatMap((p) => searchWords(p.text));
