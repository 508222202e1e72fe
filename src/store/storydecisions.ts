/**
 * An operator joins two stories or takes articles out of one. Articles, statements and threads move for good: what is placed later
 * goes where its neighbours are by then, and a new version stays with its article.
 */
import { sql, type Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import { matchStatements } from '../stories/identity.ts';
import { summarise } from '../stories/summary.ts';
import { Refused, type Touched } from './decided.ts';
import type { Clock } from './feeds.ts';
import { comparable } from './filing.ts';
import { readStrings, readTold } from './rows.ts';
import type { ArticleRow, StoryRow, Tables } from './schema.ts';
import { forgetStatement, refreshStatement } from './sightings.ts';
import { joinThreads } from './threads.ts';

type Tx = Transaction<Tables>;

/** Which story this one is by now; a chain of merges is followed, a circle cannot be made. */
export async function storyNow(tx: Pick<Tx, 'selectFrom'>, id: string): Promise<StoryRow | null> {
  for (let at = id; ; ) {
    const row = await tx.selectFrom('stories').selectAll().where('id', '=', at).executeTakeFirst();
    if (row === undefined) return null;
    if (row.merged_into === null) return row;
    at = row.merged_into;
  }
}

async function storyOrRefuse(tx: Tx, id: string): Promise<StoryRow> {
  const row = await storyNow(tx, id);
  if (row === null) throw new Refused('There is no such story any more. /latest lists the newest ones.');
  return row;
}

const articlesOf = (tx: Tx, storyId: string): Promise<ArticleRow[]> =>
  tx.selectFrom('articles').selectAll().where('story_id', '=', storyId).orderBy('at').orderBy('id').execute();

/** A filing that looked around before this decision must look again: its story may be another by now. */
const disturbFilings = (tx: Tx) =>
  sql`update meta set value = cast(cast(value as integer) + 1 as text) where name = 'filings'`.execute(tx);

async function noteWhy(tx: Tx, articles: ArticleRow[], why: string): Promise<void> {
  for (const { id, why: before } of articles)
    await tx
      .updateTable('articles')
      .set({ why: JSON.stringify([...readStrings(before), why]) })
      .where('id', '=', id)
      .execute();
}

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

/** The article that an alert is made from: the earliest text of its own, else the earliest. `articles` is not empty. */
function headOf(articles: ArticleRow[]): ArticleRow {
  const own = articles.find((a) => a.role === 'original' || a.role === 'independent') ?? articles[0];
  if (own === undefined) throw new Error('[store] a story without articles');
  return own;
}

/** Title, summary, topics and dates of a story by the articles that it now has. */
async function retell(tx: Tx, story: StoryRow, more: string[]): Promise<void> {
  const articles = await articlesOf(tx, story.id);
  const head = articles.find((a) => a.id === story.head_id) ?? headOf(articles);
  const kept = head.id === story.head_id;
  const topics = [
    ...new Set([...readStrings(story.topics), ...more, ...articles.flatMap((a) => readStrings(a.topics))]),
  ];
  const latest = Math.max(...articles.map((a) => a.at));
  await tx
    .updateTable('stories')
    .set({
      head_id: head.id,
      title: kept ? story.title : head.title,
      summary: kept ? story.summary : JSON.stringify(summarise(head)),
      rephrased_by: kept ? story.rephrased_by : null,
      topics: JSON.stringify(topics),
      started_at: Math.min(...articles.map((a) => a.at)),
      latest_at: latest,
    })
    .where('id', '=', story.id)
    .execute();
  for (const topic of topics)
    await tx
      .insertInto('story_topics')
      .values({ topic, story_id: story.id, at: latest })
      .onConflict((c) => c.columns(['topic', 'story_id']).doUpdateSet({ at: latest }))
      .execute();
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
    const last = await tx
      .selectFrom('statements')
      .select('words_id')
      .orderBy('words_id', 'desc')
      .limit(1)
      .executeTakeFirst();
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
        words_id: (last?.words_id ?? 0) + 1,
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
      .set({ shown_id: firstHere.id, first_id: firstHere.article_id, at: firstHere.at })
      .where('id', '=', statement.id)
      .execute();
    await refreshStatement(tx, id);
    await refreshStatement(tx, statement.id);
  }
}
