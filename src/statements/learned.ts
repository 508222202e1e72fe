/**
 * An article's text → who said what in it, by the trained tagger with the rules as its advisers: the rules read marks,
 * continuations, transcripts, carriers and people; the tagger decides what is said at all and where it begins and ends;
 * the linker decides by whom.
 */
import type { Statement } from '../news.ts';
import { type About, finish } from './finish.ts';
import { bestOf, worthOf } from './tagger/choose.ts';
import { draftsFrom } from './tagger/drafts.ts';
import { linkAll } from './tagger/link.ts';
import { linkableOf } from './tagger/mentions.ts';
import { readByRules } from './tagger/reading.ts';
import { sightsOf } from './tagger/sight.ts';
import { tagAll } from './tagger/tag.ts';
import type { Weights } from './tagger/weights.ts';

/**
 * Who said what, in order of the text. Every span is verbatim (`text.slice(start, end)`), pieces never overlap, within
 * a statement or across. Any text at all is read, in time linear in its length; nothing throws. A speaker the linker is
 * not sure of is null; the mention stays.
 */
export function attributeWith(weights: Weights, text: string, about: About): Statement[] {
  const reading = readByRules(text);
  const sights = sightsOf(reading);
  const tagged = tagAll(sights, weights);
  const linkable = linkableOf(reading, sights, tagged);
  const proposed = linkAll(linkable, weights.link);
  const links = bestOf(proposed, worthOf(linkable, proposed, weights.choice, weights.forest));
  const sure = draftsFrom(reading, links);
  const statements = finish(
    sure.map((s) => s.draft),
    reading,
    about,
  );
  return statements.map((s, i) => (sure[i]?.sure === true ? s : { ...s, speaker: null }));
}
