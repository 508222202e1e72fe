/** An article's text → who said what in it. Rules, in plain steps: tokens, sentences, drafts, continuations, people. */
import type { Statement } from '../news.ts';
import { withContinuations } from './continued.ts';
import { disjoint, draughtedIn } from './draughts.ts';
import { type About, finish } from './finish.ts';
import { paragraphsOf } from './tokens.ts';

export type { About } from './finish.ts';

/**
 * Who said what, in order of the text. Every span is verbatim (`text.slice(start, end)`), pieces never overlap, within
 * a statement or across. Any text at all is read, in time linear in its length (about 1 s a megabyte); nothing throws.
 */
export function attribute(text: string, about: About): Statement[] {
  const paragraphs = paragraphsOf(text);
  const { draughted } = draughtedIn(paragraphs, text);
  const sentences = draughted.map((d) => d.sentences.map((s) => s.sentence));
  return finish(disjoint(withContinuations(draughted)), { text, paragraphs, sentences }, about);
}
