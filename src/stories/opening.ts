/** The sentences with which an article tells its news: its title and the first paragraphs. */
import { datelineLength } from './dateline.ts';
import { sentencesOf } from './sentences.ts';

/** Only so much of a paragraph and of a text is read. */
const LONGEST_PARAGRAPH = 2_000;
const READ = 20_000;
/** An older version that a page carries below the new one, a live page's entries and the like have many short paragraphs. */
const MOST_PARAGRAPHS = 200;

/** `paragraph`: 0 for the title, 1 for the first paragraph. `text` is verbatim, without the dateline. */
export type Sentence = { text: string; paragraph: number };
export type Telling = { title: string; text: string };

/** Title first, then the sentences of the first `paragraphs` paragraphs. Linear in what is read, at most 20,000 characters. */
export function sentencesIn(article: Telling, paragraphs: number = MOST_PARAGRAPHS): Sentence[] {
  const bodies = article.text
    .slice(0, READ)
    .split(/\n+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .slice(0, paragraphs);
  return [
    { text: article.title.slice(0, LONGEST_PARAGRAPH).trim(), paragraph: 0 },
    ...bodies.flatMap((body, i) =>
      sentencesOf(body.slice(datelineLength(body), LONGEST_PARAGRAPH)).map((text) => ({
        text,
        paragraph: i + 1,
      })),
    ),
  ];
}

/** What is told of another time than the article's: background, however new it is to the story. */
export const BACKGROUND =
  /\b(?:(?:last|previous|past|earlier) (?:\w+ )?(?:days?|weeks?|months?|years?|summer|winter|spring|autumn|fall|decade|century)|(?:earlier )?this (?:year|month|season|decade|century)|in \w+ (?:years|months|decades)|since|ago|(?:in|of|from|by|between|until) (?:early |late )?(?:19|20)\d\d|(?:in|since|from) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! \d)|so far|each|every|per|a (?:day|week|month|year)|years? (?:before|earlier)|anniversary|once|formerly)\b/iu;
/** What is no plain fact. */
export const DOUBTFUL =
  /\b(?:if|unless|whether|alleged(?:ly)?|reportedly|purportedly|rumou?r\w*|feared|believed|estimat\w+|expect\w+|plan(?:s|ned|ning)?|propos\w+|might|could|may have|would|den(?:y|ies|ied|ying)|fals\w+|fake|hypothetical\w*|drill|exercise|simulat\w+)\b|\?/u;
