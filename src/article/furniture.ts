import { isCredit } from './credits.ts';
import { type Furniture, LABELS, OPENERS, PHRASES } from './phrases.ts';
import { isStamp } from './stamp.ts';

const SHORT = 400;

const RULES = PHRASES.map(({ kind, soft, whole, start }) => ({
  kind,
  soft,
  whole: new RegExp(`^(?:${whole.join('|')})\\s*[.:!]?$`, 'iu'),
  start: start.length > 0 ? new RegExp(`^(?:${start.join('|')})`, 'iu') : null,
}));
const OPENER = new RegExp(`^(?:${OPENERS.join('|')})\\s*[:.…»>→]*$`, 'iu');
const LABELLED = new RegExp(`^(?:${LABELS.join('|')})\\s*(?:[:：|»>→]|\\s[–—-])\\s*\\S.{0,220}$`, 'iu');

// Somebody says something: prose, whatever it begins with.
const SPEAKS =
  /\b(?:said|says|told|tells|added|adds|asked|replied|warned|argued|insisted|claimed|denied|declined|explained|according to)\b/i;

/** The kind of a line that belongs to the page and not to the article, or null for prose. `line` is tidy (spacing.ts). */
export function furnitureOf(line: string): Furniture | null {
  if (line.length > SHORT) return null;
  if (isStamp(line)) return 'stamp';
  if (isCredit(line)) return 'credit';
  if (isCaption(line)) return 'caption';
  for (const { kind, soft, whole, start } of RULES) {
    if ((whole.test(line) || start?.test(line)) && !(soft && SPEAKS.test(line))) return kind;
  }
  if (opensRelated(line) || (LABELLED.test(line) && !endsSentence(line))) return 'related';
  return isByline(line) ? 'byline' : null;
}

/** A line that announces headlines of other articles ("Next In World", "Others Also Read", "Related stories"). */
export function opensRelated(line: string): boolean {
  // "Also in attendance was the minister." is prose: an announcement is no sentence.
  return line.length <= 90 && OPENER.test(line) && (!endsSentence(line) || /(?:\.\.\.|…)$/.test(line));
}

/** A line that could be another article's headline: short and no sentence, though it may ask or exclaim. */
export function isTitleLike(line: string): boolean {
  if (line.length > 160 || /[,;:]$/.test(line)) return false;
  return (
    !endsSentence(line) ||
    (line.length <= 110 && /[\p{L}\d][?!]$/u.test(line)) ||
    /\b(?:U\.S|U\.N|U\.K|Jr|Sr|Inc|Corp|Co|Ltd)\.$/.test(line)
  );
}

/** True where a line ends as sentences end, quotation marks and brackets behind the stop included. */
export function endsSentence(line: string): boolean {
  return /[.!?…]["”’'»)\]]*$/.test(line);
}

const CAPTION_START =
  /^[[(]?(?:photo|image|picture|pic|file (?:photo|image|picture)|photograph|illustration|graphic|video|screengrab|screenshot|credit|photo credit|image credit)s?\s*(?:[:：|/]|©|(?:by|courtesy(?: of)?|via)\s)[^"“”]{0,120}$/i;
const CAPTION_END =
  /(?:\((?:photo(?:graph)?s?|image|picture|illustration)(?: credit)?\s*(?::|by|courtesy|from)[^()]{1,80}\)|\((?:ap|afp|reuters|epa)? ?(?:photo|image)s?\b[^()]{0,60}\)|\((?:getty(?: images)?|shutterstock|file(?: photo)?|handout|[^()]{1,40}\/[^()]{0,20}(?:getty images|ap|afp|reuters)|[^()]{1,40} via (?:ap|reuters|getty(?: images)?|afp))\)|\b(?:picture|photo|photograph|image): [^."“”]{2,60}|\b(?:getty images|shutterstock|file photo|handout via \p{L}+|via (?:reuters|getty images)|reuters\/\p{Lu}[\p{L}. -]{3,40}|ap photo\/[\p{L}. -]{3,40}))[.)\]]?$/iu;
const SHOWS =
  /\b(?:shows?|showed|said|says|suggests?|reveals?|revealed|indicates?|was|were|are|is|has|have|had)\b/i;

/** A picture's legend by its credit: "Photo: …", "… (AP Photo/Mara Lund)". "Images from the scene showed" is prose. */
function isCaption(line: string): boolean {
  if (CAPTION_START.test(line) && !SHOWS.test(line)) return true;
  return CAPTION_END.test(line) && !SPEAKS.test(line);
}

const BYLINE =
  /^(?:by|words by|written by|story by|text by|author|reporter|posted by|published by)\b:?\s+(?=[\p{Lu}@])[^!?"“”:;]{2,160}$/u;

/** "By Mara Lund and Ivo Brandt in Lumen": a line that only names the authors. */
export function isByline(line: string): boolean {
  const start = line.replace(/^\p{L}+/u, (word) => word.toLowerCase());
  return (
    line.length <= 160 &&
    BYLINE.test(start) &&
    !/[.]$/.test(line.replace(/\b\p{Lu}\.$/u, '')) &&
    !SPEAKS.test(line)
  );
}
