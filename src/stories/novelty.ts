/** What an article adds to its story: statements nobody carried before, and people not heard in it before. */
import type { Change } from './changes.ts';
import type { Said } from './identity.ts';
import { isCrowd, sameSpeaker } from './speakers.ts';

/** `statements`: indexes into the fresh ones; `speakers`: names in the order of the article, unnamed sources by their description. */
export type News = { statements: number[]; speakers: string[] };

/** "The ambassador", "the head of the delegation": somebody the reader is taken to know, who is no new voice by that. */
const LOOKS_BACK = /^[Tt]he\s[^\p{Lu}]*$/u;

/**
 * What of `fresh` is new. `matched` is what `matchStatements` returned for it; `knownSpeakers` are the names heard in
 * the story so far. A known statement's speaker is no new one, however this article calls them, and a crowd ("some analysts") is nobody new.
 */
export function whatIsNew(fresh: Said[], matched: (string | null)[], knownSpeakers: string[]): News {
  const heard = new Set(knownSpeakers);
  for (const [at, { speaker }] of fresh.entries())
    if (speaker !== null && matched[at] != null) heard.add(speaker);
  const speakers: string[] = [];
  for (const { speaker } of fresh) {
    if (speaker === null || heard.has(speaker)) continue;
    if (
      !LOOKS_BACK.test(speaker) &&
      !isCrowd(speaker) &&
      ![...heard].some((name) => sameSpeaker(name, speaker))
    )
      speakers.push(speaker);
    heard.add(speaker);
  }
  const statements = fresh.flatMap((_, at) => (matched[at] == null ? [at] : []));
  return { statements, speakers };
}

/**
 * Whether what is new deserves a reply in the story's thread: a new speaker, a new statement whose speaker is known, a
 * changed number or an official act.
 */
export function isMaterial(fresh: Said[], news: News, changes: Change[]): boolean {
  return (
    changes.length > 0 ||
    news.speakers.length > 0 ||
    news.statements.some((at) => (fresh[at]?.speaker ?? null) !== null)
  );
}
