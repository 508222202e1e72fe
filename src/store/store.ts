/** The store: one object, a part for every noun. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { actionId } from '../buttons.ts';
import type { Ids } from '../ids.ts';
import type { Result } from '../news.ts';
import { actionStore } from './actions.ts';
import { allowanceStore } from './allowances.ts';
import type { FollowingClock } from './clock.ts';
import { contextStore } from './contexts.ts';
import { decisionStore } from './decisions.ts';
import { deliveryStore } from './deliveries.ts';
import { databaseMoment, isPostgres, type Moment, type News } from './dialect.ts';
import { explainingStore } from './explaining.ts';
import { feedCareStore } from './feedcare.ts';
import { type Clock, feedStore } from './feeds.ts';
import { filingStore } from './filing.ts';
import { holdStore } from './holds.ts';
import { itemStore } from './items.ts';
import { leaseStore } from './leases.ts';
import { ledgerStore } from './ledger.ts';
import { migrate, NewerStore } from './migrations.ts';
import { muteStore } from './mutes.ts';
import { overviewStore } from './overview.ts';
import { pruningStore } from './pruning.ts';
import { questionStore } from './questions.ts';
import { reattributionStore } from './reattribution.ts';
import type { Tables } from './schema.ts';
import { keptStore, settingStore } from './settings.ts';
import { speakerStore } from './speakers.ts';
import { cannotWrite, openFile } from './sqlite.ts';
import { statementStore } from './statements.ts';
import { storyStore } from './stories.ts';
import { storyFileStore } from './storyfile.ts';
import { storySearchStore } from './storysearch.ts';
import { subscriptionStore } from './subscriptions.ts';
import { summaryStore } from './summaries.ts';
import { timelineStore } from './timeline.ts';
import { topicStore } from './topics.ts';
import { turnBack } from './turning.ts';
import { waitingStore } from './waiting.ts';

/** Brings the schema up to date and puts the parts together. `sole`: no other process uses it, so old leases are void. */
export async function createStore(
  db: Kysely<Tables>,
  clock: Clock,
  ids: Ids,
  sole: boolean,
  moment: Moment = isPostgres(db) ? databaseMoment : async () => clock.now(),
) {
  await migrate(db);
  await db
    .insertInto('meta')
    .values({ name: 'filings', value: '0' })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  const store = {
    feeds: feedStore(db, clock, ids, moment),
    feedCare: feedCareStore(db, clock, ids),
    ledger: ledgerStore(db),
    items: itemStore(db, clock, moment),
    filing: filingStore(db, clock, ids),
    stories: storyStore(db),
    statements: statementStore(db),
    speakers: speakerStore(db),
    subscriptions: subscriptionStore(db, clock, ids),
    topics: topicStore(db, clock),
    summaries: summaryStore(db, clock),
    deliveries: deliveryStore(db, clock, ids, moment),
    holds: holdStore(db, clock),
    questions: questionStore(db, clock),
    waiting: waitingStore(db, clock),
    pruning: pruningStore(db),
    /** The machine's clock was set back by so many milliseconds; a database has a clock of its own. */
    turnedBack: async (ms: number) => (isPostgres(db) ? undefined : turnBack(db, ms)),
    mutes: muteStore(db, clock),
    actions: actionStore(db, clock, actionId),
    contexts: contextStore(db),
    settings: settingStore(db),
    kept: keptStore(db, clock),
    decisions: decisionStore(db, clock, ids),
    reattribution: reattributionStore(db, clock, ids),
    timeline: timelineStore(db),
    explaining: explainingStore(db),
    overview: overviewStore(db, clock),
    storyFile: storyFileStore(db),
    storySearch: storySearchStore(db),
    leases: leaseStore(db, moment),
    allowances: allowanceStore(db, moment, clock),
    ids,
    clock,
    close: () => db.destroy(),
  };
  if (sole) {
    await store.feeds.freeLeases();
    await store.items.freeLeases();
    await store.deliveries.freeLeases();
  }
  return store;
}

export type Store = Awaited<ReturnType<typeof createStore>>;

export type Where = { WHOSAID_DATA: string; DATABASE_URL?: string | undefined };
/** Whether there may be a store to open: a database is asked by opening it. */
export const hasStore = (where: Where): boolean =>
  where.DATABASE_URL !== undefined || existsSync(join(where.WHOSAID_DATA, 'whosaid.sqlite'));
export type Opened = { store: Store; listen(heard: (news: News) => void): void; release(): void };

/**
 * The store, brought up to date, or the sentence that says why it cannot be used and what to do: in the database of
 * DATABASE_URL, else in the folder WHOSAID_DATA, which `sole` takes for this process alone.
 */
export async function openStore(
  where: Where,
  sole: boolean,
  clock: FollowingClock,
  ids: Ids,
): Promise<Result<Opened>> {
  return where.DATABASE_URL === undefined
    ? openEmbedded(where.WHOSAID_DATA, sole, clock, ids)
    : openDatabase(where.DATABASE_URL, clock, ids);
}

async function openEmbedded(folder: string, sole: boolean, clock: Clock, ids: Ids): Promise<Result<Opened>> {
  const file = openFile(folder, sole);
  if (!file.ok) return file;
  const { db, release } = file.value;
  try {
    return { ok: true, value: { store: await createStore(db, clock, ids, sole), listen: () => {}, release } };
  } catch (error) {
    release();
    return { ok: false, why: error instanceof NewerStore ? error.message : cannotWrite(folder, error) };
  }
}

async function openDatabase(url: string, clock: FollowingClock, ids: Ids): Promise<Result<Opened>> {
  const { openPostgres, cannotReach } = await import('./postgres.ts');
  const database = openPostgres(url);
  if (!database.ok) return database;
  const { db, listen, release } = database.value;
  const moment: Moment = async (tx) => {
    const now = await databaseMoment(tx);
    clock.follow(now);
    return now;
  };
  try {
    await moment(db);
    return { ok: true, value: { store: await createStore(db, clock, ids, false, moment), listen, release } };
  } catch (error) {
    release();
    await db.destroy();
    return { ok: false, why: error instanceof NewerStore ? error.message : cannotReach(error) };
  }
}
