/** Invented events in words that no two of them share, so that each is a story of its own whatever its template. */
import type { WorldArticle } from './world.ts';

const SYLLABLES = ['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti', 'vo', 'zu'];

export const word = (event: number, n: number): string =>
  [...String(event * 97 + n * 7919 + 100_003)].map((d) => SYLLABLES[Number(d)]).join('');

const capital = (text: string) => text.replace(/^./, (c) => c.toUpperCase());

/** An article with two speakers, about a bridge. */
export function event(number: number): WorldArticle {
  let n = 0;
  const next = () => word(number, ++n);
  const name = () => capital(next());
  const some = (many: number) => Array.from({ length: many }, next).join(' ');
  return {
    slug: `e${number}`,
    title: `${name()} bridge ${some(5)}`,
    paragraphs: [
      `The bridge of ${name()} ${some(4)} and the ${some(9)} in ${name()}, the ${name()} ${name()} said.`,
      `“${name()} ${some(8)},” said ${name()} ${name()}, who ${some(6)} with the ${some(5)}.`,
      `A ${some(7)} of ${name()} ${some(9)}, but the ${some(6)} was ${some(8)}.`,
    ],
  };
}

/** A copy of the event with somebody new in it; `voice` is who, and says what only they say. */
export function copyOf(number: number, copy = 1): { article: WorldArticle; voice: string; said: string } {
  const original = event(number);
  let n = 500 * copy;
  const next = () => word(number, ++n);
  const voice = `${capital(next())} ${capital(next())}`;
  const said = `${capital(next())} ${next()} ${next()} ${next()} ${next()} ${next()}`;
  return {
    voice,
    said,
    article: {
      slug: `e${number}c${copy}`,
      title: `${original.title} ${next()}`,
      paragraphs: [
        ...original.paragraphs,
        `“${said},” said ${voice}, who ${next()} ${next()} the ${next()}.`,
      ],
    },
  };
}
