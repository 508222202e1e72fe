/** A reader's query ("submarine AND (Japan OR Tokyo)") as steps that a loop can run. Lucene-like, read by liqe. */
import { type LiqeQuery, parse, SyntaxError as QueryError } from 'liqe';
import type { Result } from '../news.ts';
import { type Token, tokensOf } from './querytokens.ts';

/** Where a word is looked for: one field, or null for title and text together. */
export type Field = 'title' | 'text' | 'lead' | 'outlet' | 'country' | 'speaker';
const FIELDS: readonly string[] = ['title', 'text', 'lead', 'outlet', 'country', 'speaker'] satisfies Field[];

/** Steps in reverse Polish order: a word pushes whether it was found, the others take theirs from the stack. */
export type Step =
  | { is: 'word'; field: Field | null; text: string; quoted: boolean }
  | { is: 'and' }
  | { is: 'or' }
  | { is: 'not' };

/** Nobody types more than this. */
const LONGEST = 2000;
const DEEPEST = 30;
const EXAMPLE = 'for example: submarine AND (Japan OR Tokyo)';

/**
 * Reads a query: words, "quoted phrases", begin*, title: text: lead: outlet: country: speaker:, AND, OR, NOT or -, and
 * brackets. `why` of a failure says what to type instead. No regular expressions, ranges or comparisons.
 */
export function readQuery(query: string): Result<Step[]> {
  const text = query
    .replace(/[“”„]/g, '"')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .trim();
  if (text === '') return no(`The query is empty; type the words to look for, ${EXAMPLE}.`);
  if (text.length > LONGEST) return no(`The query is longer than ${LONGEST} characters; shorten it.`);
  if (text.includes('\\')) return no('The query holds a \\; leave it out.');
  if (deepest(text) > DEEPEST)
    return no(`The query has more than ${DEEPEST} brackets inside each other; use fewer.`);
  const tokens = tokensOf(text);
  return tokens.ok ? stepsOf(tokens.value) : tokens;
}

const no = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** What stands between one pair of brackets: the operator that joins its terms, and the NOTs before the next one. */
type Level = { joins: 'and' | 'or' | null; terms: number; nots: number; next: 'and' | 'or' | null };
const level = (): Level => ({ joins: null, terms: 0, nots: 0, next: null });

/** The tokens in reverse Polish order. Two terms side by side are joined by AND. */
function stepsOf(tokens: Token[]): Result<Step[]> {
  const steps: Step[] = [];
  const levels = [level()];
  /** Says where AND and OR stand side by side: others give AND precedence or read from the left, and nobody should have to know. */
  const begins = (here: Level): boolean => {
    if (here.terms === 0) return true;
    const joins = here.next ?? 'and';
    here.joins ??= joins;
    here.next = null;
    return here.joins === joins;
  };
  const ends = (here: Level) => {
    for (; here.nots > 0; here.nots--) steps.push({ is: 'not' });
    if (here.terms > 0) steps.push({ is: here.joins ?? 'and' });
    here.terms++;
  };
  for (const token of tokens) {
    const here = levels.at(-1) ?? level();
    if (token.is === 'and' || token.is === 'or') here.next = token.is;
    else if (token.is === 'close') {
      levels.pop();
      ends(levels.at(-1) ?? level());
    } else {
      if (here.nots === 0 && !begins(here))
        return no(
          'The query mixes AND and OR: put brackets around what belongs together, for example (a AND b) OR c.',
        );
      if (token.is === 'not') here.nots++;
      else if (token.is === 'open') levels.push(level());
      else {
        const word = termOf(token.text);
        if (!word.ok) return word;
        steps.push(word.value);
        ends(here);
      }
    }
  }
  return { ok: true, value: steps };
}

/** One term, read by liqe. */
function termOf(text: string): Result<Step> {
  if (/^(?:[\p{L}\p{N}_.-]*:)?[[{/]/u.test(text)) return no(NO_RANGES);
  let tree: LiqeQuery;
  try {
    tree = parse(text);
  } catch (error) {
    // liqe says where it stopped, or that the term is not complete; anything else of it is no bug of who typed.
    const at = error instanceof QueryError ? error.offset : 0;
    return no(
      `The query cannot be read at “${text.slice(at, at + 12)}”: put words with signs in quotation marks, ${EXAMPLE}.`,
    );
  }
  return tree.type === 'Tag'
    ? wordOf(tree)
    : no(
        `The query cannot be read at “${text.slice(0, 12)}”: put words with signs in quotation marks, ${EXAMPLE}.`,
      );
}

const NO_RANGES =
  'Regular expressions and ranges are not supported; write the words, begin* for all that begins so.';

function wordOf(node: Extract<LiqeQuery, { type: 'Tag' }>): Result<Step> {
  const field = node.field.type === 'Field' ? node.field.name.toLowerCase() : null;
  if (field !== null && !isField(field))
    return no(`“${field}” is no field; use one of ${FIELDS.join(', ')}, or no field at all.`);
  const { expression } = node;
  if (expression.type === 'EmptyExpression')
    return no(`Behind “${field}:” a word is missing; write it without a space, for example title:ceasefire.`);
  if (expression.type !== 'LiteralExpression') return no(NO_RANGES);
  if (node.operator && node.operator.operator !== ':')
    return no(`“${node.operator.operator}” cannot be used; write ${field ?? 'title'}:word.`);
  const text = String(expression.value);
  if (!expression.quoted && /^(?:and|or|not)$/.test(text))
    return no(`Write ${text.toUpperCase()} in capitals (or “"${text}"” to look for the word).`);
  if (!/[\p{L}\p{N}]/u.test(text)) return no(`“${text.slice(0, 20)}” has no letter or digit to look for.`);
  if (!expression.quoted && /[*?]/.test(text.replace(/\*$/, '')))
    return no(`In “${text.slice(0, 40)}” the * may only stand at the end; ? is not supported.`);
  return { ok: true, value: { is: 'word', field, text, quoted: expression.quoted } };
}

function isField(name: string): name is Field {
  return FIELDS.includes(name);
}

function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const sign of text) {
    if (sign === '(') most = Math.max(most, ++depth);
    else if (sign === ')') depth--;
  }
  return most;
}
