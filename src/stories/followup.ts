/** Whether a report counts its event back by weeks or more ("a month after signing treaty"): then it reports another one. */

const COUNT = String.raw`(?:an?|one|two|three|four|five|six|several|some|\d{1,2})`;
const LATER = new RegExp(String.raw`\b(?:${COUNT} )?(?:weeks?|months?|years?) (?:after|since)\b`, 'i');

/** Title and lead are read this far: a look back further down is background. */
const HEAD = 320;

/** True when title or lead looks back at least a week to what it follows. */
export function looksBack(article: { title: string; text: string }): boolean {
  return LATER.test(article.title.slice(0, HEAD)) || LATER.test(article.text.slice(0, HEAD));
}
