/** A story with all that is known of it: the Desk's story file. */

import type { StoryArticle, StoryCard, StoryFile } from '../cards.ts';
import { dayAt, isoDay } from '../charts/days.ts';
import type { Store } from '../store/store.ts';
import type { StoryView } from '../store/stories.ts';
import type { FiledArticle } from '../store/storyfile.ts';

export async function storyFile(
  store: Store,
  id: string,
  card: (view: StoryView) => StoryCard,
): Promise<StoryFile | null> {
  const view = await store.stories.view(id);
  if (view === null) return null;
  const { articles, statementIds, followers } = await store.storyFile.read(id);
  return {
    ...card(view),
    follows: view.follows,
    followers,
    articles: articles.map((article) => shown(article, articles)),
    told: await store.statements.byIds(statementIds),
  };
}

function shown(article: FiledArticle, all: FiledArticle[]): StoryArticle {
  const source = all.find((a) => a.id === article.copy_of);
  // A copy's text is the wire's whose text it is; a version's is its own outlet's earlier one, which needs no name.
  const of =
    article.role === 'copy'
      ? (article.wire ?? source?.outlet ?? null)
      : article.role === 'version' && source?.outlet !== article.outlet
        ? (source?.outlet ?? null)
        : null;
  return {
    title: article.title,
    outlet: article.outlet,
    stateMedia: article.state_media === 1,
    url: article.url,
    publishedAt: article.published ?? isoDay(dayAt(article.at)),
    role: article.role,
    of,
    versions: article.versions.filter((v) => v.version > 1).map((v) => v.seenAt),
    notice: article.notice === null ? null : { kind: article.notice, text: article.notice_text },
  };
}
