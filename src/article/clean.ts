import { isAboutAuthor, isAboutOutlet, isAboutWriter, opensAbout } from './about.ts';
import { endsSentence, furnitureOf, isTitleLike, opensRelated } from './furniture.ts';
import { isLabelOnly, type Notice, noticeOf } from './notice.ts';
import { mendJoints, tidy } from './spacing.ts';
import { cutCredit } from './wire.ts';

/** One paragraph before clean-up; `linked` is the share of its letters in links (0 to 1), 0 where nobody knows. */
export type Line = { text: string; linked: number; heading: boolean };

/** What is known of the page: its own name and its authors are furniture where they stand alone. */
export type Known = { title: string; byline: string[]; outlet: string | null };

/** `credit` is the wire's name where one was cut off the end. */
export type Cleaned = {
  text: string;
  boilerplate: string[];
  notice: Notice | null;
  credit: string | null;
};

/**
 * Takes the page's furniture out of an article's paragraphs and joins the rest with one blank line. Everything taken out is
 * in `boilerplate`, in order. Prose is kept even where it looks odd: a lost statement is worse than a stray headline.
 */
export function cleanLines(raw: Line[], known: Known): Cleaned {
  const kept: Line[] = [];
  const boilerplate: string[] = [];
  let notice: Notice | null = null;
  let related = false;
  let labelled = false;
  for (const { text: rough, linked, heading } of raw) {
    const text = mendJoints(tidy(rough));
    if (text === '') continue;
    const line = { text, linked, heading };
    const note: Notice | null =
      noticeOf(text) ?? (labelled && text.length <= 600 ? { kind: 'corrected', text } : null);
    labelled = isLabelOnly(text);
    if (!labelled) notice ??= note;
    const kind = furnitureOf(text);
    if (kind === 'related') related = opensRelated(text);
    const out =
      note !== null ||
      kind !== null ||
      (related && isTitleLike(text)) ||
      isLink(line) ||
      repeats(line, kept, known);
    if (out) boilerplate.push(text);
    else {
      related = false;
      kept.push(line);
    }
  }
  const credit = cutEnd(kept, boilerplate, known);
  return {
    text: textOf(kept),
    boilerplate,
    notice,
    credit,
  };
}

// A headline that is a link, or a sentence that is nothing but one: "Can babies learn to love vegetables?".
function isLink(line: Line): boolean {
  if (line.text.length > 200 || /["“”]/.test(line.text)) return false;
  return (line.linked > 0.6 && isTitleLike(line.text)) || (line.linked > 0.95 && line.text.length <= 120);
}

function repeats(line: Line, kept: Line[], known: Known): boolean {
  if (kept.length === 0 && sameWords(line.text, known.title)) return true;
  if (line.text.length < 80 && known.byline.some((name) => sameWords(line.text, name))) return true;
  return kept.at(-1)?.text === line.text;
}

/** Works back from the end: what the outlet and its authors say of themselves, dangling headings, and the wire's credit. */
function cutEnd(kept: Line[], boilerplate: string[], known: Known): string | null {
  const about = kept.findIndex(
    (line, at) => at >= 3 && at >= kept.length / 2 && opensAbout(line.text, known),
  );
  const tail = about < 0 ? [] : kept.slice(about);
  if (tail.length > 0 && tail.length <= 6 && !tail.some((line) => /["“”]/.test(line.text))) {
    boilerplate.push(...tail.map((line) => line.text));
    kept.length = about;
  }
  let credit: string | null = null;
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const cut: ReturnType<typeof cutCredit> = credit === null ? cutCredit(last.text) : null;
    if (cut?.rest) kept[kept.length - 1] = { ...last, text: cut.rest };
    else if (kept.length > 1 && (cut || isTail(last, kept, known))) kept.pop();
    else break;
    boilerplate.push(cut?.credit ?? last.text);
    credit = cut?.name ?? credit;
  }
  return credit;
}

function isTail(last: Line, kept: Line[], known: Known): boolean {
  return (
    (last.heading && !endsSentence(last.text)) ||
    isAboutAuthor(last.text, known) ||
    isAboutOutlet(last.text, known) ||
    isAboutWriter(last.text, textOf(kept.slice(0, -1)))
  );
}

function textOf(lines: Line[]): string {
  return lines.map((line) => line.text).join('\n\n');
}

function sameWords(one: string, other: string): boolean {
  return bare(one) !== '' && bare(one) === bare(other);
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
