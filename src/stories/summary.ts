/** Two or three sentences of an article, verbatim, that tell what happened: the lead, which in news is hard to beat. */
import { datelineLength } from './dateline.ts';
import { sentencesOf } from './sentences.ts';
import { words } from './words.ts';

const MOST_SENTENCES = 3;
const MOST_CHARACTERS = 600;
/** A run of text without a full stop is no sentence that anybody should be shown. */
const LONGEST = 1200;
const FEWEST_WORDS = 5;
/** The lead stands in the first paragraphs; an article that has none there gets no summary. */
const PARAGRAPHS = 14;
const READ = 12_000;
/** So many lines may stand above the dateline of the lead: bylines, the time of the update, a standfirst. */
const STANDFIRST = 3;

/* Lines that stand among the first of an article and are none of it. */
const NOT_TEXT =
  /^(?:by\s+\p{Lu}|\(|\[|photo|image|file\b|caption|updated?\b[^.!?]{0,40}:|updated\b|published\b|posted\b|editor.?s.? note|correction\b|this (?:article|story|report|piece)\b|reporting by|additional reporting|follow us|sign up|subscribe|read (?:more|also)|advertisement|copyright|©|listen\b|watch\b|share\b)/iu;
const CAPTION =
  /\b(?:in this (?:file |undated )?(?:photo|picture|image|handout)|file photo|handout photo|is pictured|are pictured|pictured (?:in|on|at)|photograph(?:ed)? by|(?:getty images|shutterstock|epa-efe)|(?:afp|reuters|ap)\/\p{Lu})/iu;
/** A sentence that leans on the one before it. */
const LEANS =
  /^(?:he|she|they|it|its|his|her|their|that|these|those|this|but|and|so|yet|however|instead|asked|still|also|the (?:two|pair|former|latter))\b/iu;

/**
 * Two or three verbatim sentences, in order, together at most 600 characters where the sentences allow it; one when the
 * article has no more, none when it has no sentence. No dateline, byline, caption, bare quotation or repeated title.
 */
export function summarise(article: { title: string; text: string }): string[] {
  const shown: string[] = [];
  let length = 0;
  let adjacent = true;
  for (const [at, sentence] of leadingSentences(article).entries()) {
    const fits = length + sentence.length <= MOST_CHARACTERS;
    if (shown.length > 0 && !fits && shown.length > 1) break;
    const usable: boolean =
      (isShowable(sentence) || (at === 0 && announces(sentence))) &&
      (shown.length === 0 ? sentence.length <= LONGEST : fits) &&
      (adjacent || !LEANS.test(sentence));
    if (usable) {
      shown.push(sentence);
      length += sentence.length + 1;
    }
    adjacent = usable;
    if (shown.length === MOST_SENTENCES) break;
  }
  return shown;
}

function leadingSentences(article: { title: string; text: string }): string[] {
  const text = article.text.trimStart();
  const paragraphs = text.slice(0, READ).split(/\n+/).slice(0, PARAGRAPHS);
  const title = words(article.title).join(' ');
  /* What READ cut through is no sentence. */
  const whole = text.length > READ ? paragraphs.slice(0, -1) : paragraphs;
  const bodies: string[] = [];
  let datelined = false;
  for (const [at, paragraph] of whole.entries()) {
    const line = paragraph.trim();
    const dateline = datelineLength(line);
    /* A second dateline opens an older report; the first may stand below a byline or a standfirst. */
    const isOlder = dateline > 0 && (datelined || at > STANDFIRST);
    datelined ||= dateline > 0;
    if (line !== '' && !isOlder && !NOT_TEXT.test(line) && !CAPTION.test(line))
      bodies.push(line.slice(dateline));
  }
  return bodies.flatMap(sentencesOf).filter((sentence) => words(sentence).join(' ') !== title);
}

/** A lead that announces what follows ("… gave the following answer to a question put by this agency:"). */
function announces(sentence: string): boolean {
  return sentence.endsWith(':') && words(sentence).length >= 2 * FEWEST_WORDS;
}

function isShowable(sentence: string): boolean {
  if (words(sentence).length < FEWEST_WORDS || !/[.!?…][”"’')\]]*$/.test(sentence)) return false;
  const outside = sentence.replace(/[“"][^“”"]*[”"]/g, ' ').replace(/(?<![\p{L}])‘[^‘]*’(?!\p{L})/gu, ' ');
  return words(outside).length >= 2 && !/^[“"‘][^”"’]*$/.test(sentence);
}
