/**
 * An operator puts one story into another. Articles, statements and threads move for good: what is placed later goes where its
 * neighbours are by then, and a new version stays with its article.
 */
import type { Transaction } from 'kysely';
import { matchStatements } from '../stories/identity.ts';
import { Refused, type Touched } from './decided.ts';
import { comparable } from './neighbours.ts';
import { readStrings, readTold } from './rows.ts';
import type { Tables } from './schema.ts';
import { forgetStatement, refreshStatement } from './sightings.ts';
import { articlesOf, disturbFilings, noteWhy, retell, storyOrRefuse } from './storydecisions.ts';
import { joinThreads } from './threads.ts';

type Tx = Transaction<Tables>;

/** All of `story` into `into`. */
export async function mergeStories(tx: Tx, story: string, into: string): Promise<Touched> {
  const [from, to] = [await storyOrRefuse(tx, story), await storyOrRefuse(tx, into)];
  if (from.id === to.id) throw new Refused('These two are one story already.');
  await disturbFilings(tx);
  const moved = await articlesOf(tx, from.id);
  await noteWhy(tx, moved, `An operator put its story into “${to.title}”.`);
  await joinStatements(tx, from.id, to.id);
  await tx.updateTable('articles').set({ story_id: to.id }).where('story_id', '=', from.id).execute();
  await tx.updateTable('stories').set({ follows: to.id }).where('follows', '=', from.id).execute();
  await tx
    .updateTable('stories')
    .set({ follows: null })
    .where('id', '=', to.id)
    .where('follows', '=', to.id)
    .execute();
  await tx.deleteFrom('story_topics').where('story_id', '=', from.id).execute();
  await tx
    .updateTable('stories')
    .set({ merged_into: to.id, topics: '[]' })
    .where('id', '=', from.id)
    .execute();
  await retell(tx, to, readStrings(from.topics));
  await joinThreads(tx, from.id, to.id);
  return { count: moved.length, stories: [to.id], split: null };
}

/** The statements of the one story become the other's; what both heard in the same words is one statement from now on. */
async function joinStatements(tx: Tx, from: string, to: string): Promise<void> {
  const heard = async (storyId: string) =>
    tx
      .selectFrom('sightings')
      .innerJoin('statements', 'statements.id', 'sightings.statement_id')
      .select(['statements.id', 'sightings.kind', 'sightings.pieces', 'sightings.speaker_name'])
      .where('statements.story_id', '=', storyId)
      // What a person decided about stays by itself: which decision would hold for both?
      .where('statements.decided', '=', 0)
      .where('statements.withdrawn', '=', 0)
      .orderBy('statements.id')
      .orderBy('sightings.ordinal')
      .execute();
  const theirs = await heard(from);
  const known = (await heard(to)).map((s) => ({ id: s.id, ...comparable(s) }));
  const same = new Map<string, string>();
  for (const [i, id] of matchStatements(theirs.map(comparable), known).entries()) {
    const own = theirs[i]?.id;
    if (id !== null && own !== undefined && !same.has(own)) same.set(own, id);
  }
  for (const [own, id] of same) {
    await tx.updateTable('sightings').set({ statement_id: id }).where('statement_id', '=', own).execute();
    await forgetStatement(tx, own);
    await refreshStatement(tx, id);
    await fillSpeaker(tx, id);
  }
  await tx.updateTable('statements').set({ story_id: to }).where('story_id', '=', from).execute();
  await renameTold(tx, [from, to], same);
}

/** A statement that had no speaker takes the one that its new sightings name, if the directory knows them in this story. */
async function fillSpeaker(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('statements')
    .select(['speaker_id', 'story_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.speaker_id !== null) return;
  const named = await tx
    .selectFrom('sightings')
    .innerJoin('speaker_names', 'speaker_names.name', 'sightings.speaker_name')
    .innerJoin('speakers', 'speakers.id', 'speaker_names.speaker_id')
    .select('speakers.id')
    .where('sightings.statement_id', '=', id)
    .where('speakers.merged_into', 'is', null)
    .where('speakers.kind', '!=', 'unnamed')
    .distinct()
    .execute();
  const [only] = named;
  if (named.length === 1 && only !== undefined)
    await tx.updateTable('statements').set({ speaker_id: only.id }).where('id', '=', id).execute();
}

/** What was told names statements by id: where one became another, edits must find the one that stands. */
async function renameTold(tx: Tx, stories: string[], same: Map<string, string>): Promise<void> {
  if (same.size === 0) return;
  const rows = await tx
    .selectFrom('deliveries')
    .select(['id', 'told'])
    .where('story_id', 'in', stories)
    .where('kind', 'in', ['post', 'reply'])
    .execute();
  for (const row of rows) {
    const told = readTold(row.told);
    const now = (ids: string[]) => [...new Set(ids.map((id) => same.get(id) ?? id))];
    const after = JSON.stringify({ ...told, statements: now(told.statements), voices: now(told.voices) });
    if (after !== row.told)
      await tx.updateTable('deliveries').set({ told: after }).where('id', '=', row.id).execute();
  }
}
