/** An operator takes articles out of a story. */
import type { Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import { summarise } from '../stories/summary.ts';
import { Refused, type Touched } from './decided.ts';
import { indexWords } from './dialect.ts';
import type { Clock } from './feeds.ts';
import { placeInTime } from './newest.ts';
import type { ArticleRow, StoryRow, Tables } from './schema.ts';
import { refreshStatement } from './sightings.ts';
import { articlesOf, disturbFilings, headOf, noteWhy, retell, storyOrRefuse } from './storydecisions.ts';

type Tx = Transaction<Tables>;

/**
 * The articles become a story of their own, and with each the copies of its text. Their statements go with them; what others carry
 * too is theirs and the others', each for itself.
 */
export async function splitStory(tx: Tx, ids: Ids, clock: Clock, wanted: string[]): Promise<Touched> {
  const named = await tx.selectFrom('articles').selectAll().where('id', 'in', wanted).execute();
  const [first] = named;
  if (first === undefined) throw new Refused('I know none of these articles.');
  const other = named.find((a) => a.story_id !== first.story_id);
  if (other !== undefined)
    throw new Refused(
      `“${first.title}” and “${other.title}” are in two stories already. Name articles of one story.`,
    );
  const all = await articlesOf(tx, first.story_id);
  const moving = withCopies(all, new Set(named.map((a) => a.id)));
  const moved = all.filter((a) => moving.has(a.id));
  const staying = all.filter((a) => !moving.has(a.id));
  if (staying.length === 0)
    throw new Refused(
      moved.length === named.length
        ? 'These are all the articles of the story: nothing would be left of it.'
        : 'All the other articles of the story are copies of these: nothing would be left of it.',
    );
  await disturbFilings(tx);
  const before = await storyOrRefuse(tx, first.story_id);
  const head = headOf(moved);
  const id = ids.next();
  const made: StoryRow = {
    id,
    title: head.title,
    head_id: head.id,
    wire: head.wire,
    topics: '[]',
    follows: null,
    summary: JSON.stringify(summarise(head)),
    started_at: head.at,
    latest_at: head.at,
    merged_into: null,
    rephrased_by: null,
  };
  await tx.insertInto('stories').values(made).execute();
  await noteWhy(tx, moved, `An operator took it out of “${before.title}”.`);
  await tx
    .updateTable('articles')
    .set({ story_id: id })
    .where('id', 'in', [...moving])
    .execute();
  await divideStatements(tx, ids, before.id, id, moving);
  await retell(tx, made, []);
  await retell(tx, before, []);
  const isNews = Math.max(...moved.map((a) => a.at)) > clock.now() - STILL_NEWS;
  return {
    count: moved.length,
    stories: [before.id, id],
    split: isNews ? { from: before.id, to: id } : null,
  };
}

/** A story split off after so long is set right and no longer alerted: three days, as reports of one event are looked for. */
const STILL_NEWS = 72 * 3_600_000;

/** The named ones and whatever carries their text, copies of copies too. */
function withCopies(all: ArticleRow[], named: Set<string>): Set<string> {
  const moving = new Set(named);
  for (let before = 0; before !== moving.size; ) {
    before = moving.size;
    for (const a of all) if (a.copy_of !== null && moving.has(a.copy_of)) moving.add(a.id);
  }
  return moving;
}

/** Statements follow their sightings; one that is seen on both sides becomes two, decided and withdrawn alike. */
async function divideStatements(
  tx: Tx,
  ids: Ids,
  from: string,
  to: string,
  moving: Set<string>,
): Promise<void> {
  const statements = await tx.selectFrom('statements').selectAll().where('story_id', '=', from).execute();
  for (const statement of statements) {
    const seen = await tx
      .selectFrom('sightings')
      .innerJoin('articles', 'articles.id', 'sightings.article_id')
      .select(['sightings.id', 'sightings.article_id', 'articles.at'])
      .where('sightings.statement_id', '=', statement.id)
      .orderBy('articles.at')
      .orderBy('articles.id')
      .execute();
    const [there, here] = [
      seen.filter((s) => moving.has(s.article_id)),
      seen.filter((s) => !moving.has(s.article_id)),
    ];
    const [firstThere, firstHere] = [there[0], here[0]];
    if (firstThere === undefined) continue;
    if (firstHere === undefined) {
      await tx.updateTable('statements').set({ story_id: to }).where('id', '=', statement.id).execute();
      continue;
    }
    const id = ids.next();
    await tx
      .insertInto('statements')
      .values({
        ...statement,
        id,
        story_id: to,
        shown_id: firstThere.id,
        first_id: firstThere.article_id,
        at: firstThere.at,
        words_id: await placeInTime(tx, firstThere.at),
      })
      .execute();
    await tx
      .updateTable('sightings')
      .set({ statement_id: id })
      .where(
        'id',
        'in',
        there.map((s) => s.id),
      )
      .execute();
    await tx
      .updateTable('statements')
      .set({
        shown_id: firstHere.id,
        first_id: firstHere.article_id,
        at: firstHere.at,
        words_id: await moved(tx, statement, firstHere.at),
      })
      .where('id', '=', statement.id)
      .execute();
    await refreshStatement(tx, id);
    await refreshStatement(tx, statement.id);
  }
}

/** A statement that is first known from a later article than before has another place in time, and its words go there. */
async function moved(
  tx: Tx,
  { at, words_id }: { at: number; words_id: number },
  to: number,
): Promise<number> {
  if (to === at) return words_id;
  await indexWords(tx, words_id, []);
  return placeInTime(tx, to);
}
