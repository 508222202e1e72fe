/** Why an article is about a topic or not: of all the words looked for, those that decided. Pure. */
import type { CompiledTopic, Looked } from './topics.ts';

/** `excluded`: the query wants it absent. */
export type Decided = Looked & { excluded: boolean };

type Branch = { found: boolean; decided: Decided[] };

/**
 * The words that made the query true, or kept it from being: of an AND that failed the parts that failed, of an OR that
 * held the parts that held. `looked` is what `matchTopic` returned for the same compiled topic.
 */
export function decidingWords(compiled: CompiledTopic, looked: Looked[]): Decided[] {
  const stack: Branch[] = [];
  let at = 0;
  for (const step of compiled.steps) {
    if (step.is === 'word') {
      const seen = looked[at++];
      stack.push({
        found: seen?.found ?? false,
        decided: seen === undefined ? [] : [{ ...seen, excluded: false }],
      });
      continue;
    }
    const right = stack.pop() ?? NOTHING;
    if (step.is === 'not') {
      const decided = right.decided.map((word) => ({ ...word, excluded: !word.excluded }));
      stack.push({ found: !right.found, decided });
      continue;
    }
    const left = stack.pop() ?? NOTHING;
    const found = step.is === 'and' ? left.found && right.found : left.found || right.found;
    // Both decide where both had to agree; else those that turned it.
    const turned = [left, right].filter((side) => side.found === found);
    stack.push({ found, decided: turned.flatMap((side) => side.decided) });
  }
  return stack[0]?.decided ?? [];
}

const NOTHING: Branch = { found: false, decided: [] };

/**
 * The same said of several words is said once: "“a”, “b” are not mentioned". `most`: words named of a group. That an
 * excluded word is absent is no news; that it is there is said with the reason.
 */
export function saidTogether(words: Decided[], most: number): string[] {
  const telling = words.filter((w) => !w.excluded || w.found);
  const groups = Map.groupBy(telling, (w) => `${w.says}${w.excluded ? ', which the topic excludes' : ''}`);
  return [...groups].map(([says, group]) => {
    const named = group.slice(0, most).map(nameOf);
    const rest = group.length - named.length;
    const list = rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
    return `${list} ${group.length === 1 ? says : says.replace(/^is\b/, 'are')}`;
  });
}

/** The query's word, with the spelling under which the article has it where that is another. */
function nameOf({ word, spelling }: Looked): string {
  const plain = word.toLowerCase().replaceAll('-', ' ').replace(/\*$/, '');
  return spelling === null || spelling.startsWith(plain) ? `“${word}”` : `“${word}” (as “${spelling}”)`;
}
