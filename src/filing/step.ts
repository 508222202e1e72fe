/** The story step: whose text, which story, what is new, which topics; then commit 2. */
import { planDeliveries } from '../alerts/plan.ts';
import type { Ids } from '../ids.ts';
import type { Extractor, ReadArticle } from '../news.ts';
import { reached } from '../steps.ts';
import type { Filed, Filing, LookAround } from '../store/filed.ts';
import type { ClaimedItem } from '../store/items.ts';
import type { Store } from '../store/store.ts';
import { changesIn } from '../stories/changes.ts';
import { matchStatements, repeatsOf } from '../stories/identity.ts';
import { isMaterial, whatIsNew } from '../stories/novelty.ts';
import { type Newcomer, placeArticle } from '../stories/placing.ts';
import { summarise } from '../stories/summary.ts';
import type { Rules } from './article.ts';
import { sighted } from './sighting.ts';

/** The extractors' names with their versions, kept with every sighting; a new version makes `reattribute` read again. */
export const EXTRACTORS: Record<Extractor, string> = { rules: 'rules-2', learned: 'learned-2' };

/** `maxAge`: milliseconds after which an article is kept but not told; 0: no limit. */
export type StepParts = {
  store: Store;
  rules: Rules;
  ids: Ids;
  extractor: Extractor;
  maxAge: number;
  /** See News of alerts/plan.ts. */
  burst: number;
  now(): number;
  /** Puts summaries in other words, where a language model is configured. */
  rephrasing: Rephrasing | null;
};

/** `holdUntil`: until when an alert may wait for it, milliseconds UTC, or 0 when it is not to be waited for. */
export type Rephrasing = {
  holdUntil(): number;
  /** Goes on by itself; the alert is rewritten, or let go as it is. */
  start(storyId: string, article: { title: string; text: string }, verbatim: string[]): void;
};

/** The feed gave no date, but the page says that it is old: kept, not told. */
const isOld = (parts: StepParts, article: Filing['article']): boolean =>
  parts.maxAge > 0 && article.published_at !== null && article.published_at < parts.now() - parts.maxAge;

/** No article of 1,000 measured holds 100; a page with thousands is an attack or a transcript, and its first ones are kept. */
const MOST_STATEMENTS = 300;

/** One try: decide on what was seen, commit if it is still so; null when another filing came between. */
export async function storyStep(
  parts: StepParts,
  item: ClaimedItem,
  read: ReadArticle,
  article: Filing['article'],
  print: Filing['print'],
  around: LookAround,
): Promise<Filed | null> {
  const { store, rules } = parts;
  const statements = read.statements.slice(0, MOST_STATEMENTS).map((s) => sighted(read.article.text, s));
  const said = statements.map((s) => ({
    speaker: s.speaker?.name ?? null,
    kind: s.kind,
    pieces: s.pieces.map((p) => p.text),
  }));
  const newcomer: Newcomer = {
    outlet: article.outlet,
    owner: article.owner,
    url: article.url,
    title: article.title,
    text: article.text,
    at: article.at,
    wire: article.wire,
    print,
    copiedFrom: read.article.copiedFrom,
    statements: said,
  };
  const placement = placeArticle(newcomer, around.neighbours);
  const storyId = around.existing?.story_id ?? placement.storyId;
  const memory =
    storyId === null
      ? { known: [], speakers: [] }
      : await store.stories.memory(
          storyId,
          around.neighbours.map((n) => n.id),
        );
  const matched = matchStatements(said, memory.known);
  const sameAs = repeatsOf(said);
  const news = whatIsNew(said, matched, memory.speakers);
  const old = around.existing === null && item.feed_kind === 'web' && isOld(parts, article);
  const topics = rules.topicsOf(article, said);
  const quiet = item.backlog === 1 || old;
  const first = storyId === null;
  const changes =
    storyId === null
      ? []
      : await changesIn({ ...newcomer, at: around.existing === null ? article.at : parts.now() }, () =>
          store.stories.tellings(storyId),
        );
  const material = !first && isMaterial(said, news, changes);
  // What nobody is alerted of needs no better words.
  const hold = first && !quiet && topics.length > 0 ? (parts.rephrasing?.holdUntil() ?? 0) : 0;
  const filing: Filing = {
    item: { id: item.id, why: placement.why.join(' '), digest: item.digest, as: item.read_as },
    counter: around.counter,
    article: {
      ...article,
      print: JSON.stringify(print),
      topics: JSON.stringify(topics),
    },
    existing: around.existing,
    placement,
    news: {
      statements: news.statements.length,
      known: said.length - news.statements.length,
      speakers: news.speakers,
      material,
      changes,
    },
    held: item.backlog === 1 ? (isOld(parts, article) ? 'old' : 'backlog') : old ? 'old' : null,
    print,
    extractor: EXTRACTORS[parts.extractor],
    statements: statements.map((s, i) => ({
      ...s,
      known: matched[i] ?? null,
      sameAs: sameAs[i] ?? null,
      isVoice: s.speaker !== null && news.speakers.includes(s.speaker.name),
    })),
    summary: summarise({ title: article.title, text: article.text }),
  };
  const filed = await store.filing.commit(filing, async (tx, filed) => {
    await planDeliveries(tx, parts.ids, store.clock, filed, {
      quiet,
      hold,
      noticed: around.existing !== null && around.existing.notice !== article.notice,
      material,
      changes,
      isVersion: around.existing !== null || placement.later,
      burst: parts.burst,
      own: around.existing === null && (placement.role === 'original' || placement.role === 'independent'),
      matches: (query, earlier) =>
        earlier === undefined
          ? rules.matches(query, article, said)
          : rules.matches(query, earlier, earlier.said),
    });
    reached('filing');
  });
  if (filed?.newStory && hold > 0) parts.rephrasing?.start(filed.storyId, article, filing.summary);
  return filed;
}
