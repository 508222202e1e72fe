/** Options that several commands take: worded once, so that they read and behave alike everywhere. */
import { z } from 'zod';
import { words } from '../src/words.ts';

export const yesOrNo = (what: string) => z.enum(['yes', 'no'], 'takes yes or no').optional().describe(what);

export const shareField = yesOrNo('yes: the whole channel sees the answer');

export const pageField = wholeNumber(words.whosaid.badPage, 1).describe('which page of a long answer');

/** A whole number from `least` to `most`; `bad` is the sentence for anything else. */
export function wholeNumber(bad: string, least: number, most = Number.MAX_SAFE_INTEGER) {
  return z.coerce.number(bad).int(bad).min(least, bad).max(most, bad).optional();
}

export const sinceField = z
  .string()
  .optional()
  .meta({ is: 'date' })
  .describe('how far back: 7d, 24h, 2w, or a date such as 2024-06-01');

export const speakerField = z
  .string()
  .optional()
  .meta({ is: 'speaker' })
  .describe('whose words: a name, a surname, a role, a ministry');

export const storyField = z
  .string()
  .optional()
  .describe('words of a title or of what was said in it, or a link to one of its articles');
