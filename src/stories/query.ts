/** A reader's query ("submarine AND (Japan OR Tokyo)") as steps that a loop can run. Lucene-like, read by liqe. */
import { type LiqeQuery, parse, SyntaxError as QueryError } from 'liqe';
import type { Result } from '../news.ts';

/** Where a word is looked for: one field, or null for title and text together. */
export type Field = 'title' | 'text' | 'lead' | 'outlet' | 'country' | 'speaker';
const FIELDS: readonly string[] = ['title', 'text', 'lead', 'outlet', 'country', 'speaker'] satisfies Field[];

/** Steps in reverse Polish order: a word pushes whether it was found, the others take theirs from the stack. */
export type Step =
  | { is: 'word'; field: Field | null; text: string; quoted: boolean }
  | { is: 'and' }
  | { is: 'or' }
  | { is: 'not' };

/** The parser takes 5 ms for 200 words and 160 ms for 2,000 brackets; nobody types more than this. */
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
  try {
    return stepsOf(parse(withEachAnd(text)));
  } catch (error) {
    if (error instanceof QueryError)
      return no(
        `The query cannot be read at “${withEachAnd(text).slice(error.offset, error.offset + 12)}”: put words with signs in quotation marks, ${EXAMPLE}.`,
      );
    if (error instanceof Error && error.message.startsWith('Found no parsings'))
      return no(`The query is not complete: a word, a bracket or a quotation mark is missing; ${EXAMPLE}.`);
    throw error;
  }
}

/**
 * Writes the AND that stands unwritten before an opening bracket: liqe's grammar reads the space there in two ways, so
 * that 20 of "a (b)" in a row take a minute and 4 GB.
 */
function withEachAnd(query: string): string {
  let written = '';
  let quote = '';
  for (const sign of query) {
    if (quote === '' && sign === '(' && /\s$/.test(written)) {
      const before = written.trimEnd();
      if (before !== '' && !/(?:^|[\s()])(?:AND|OR|NOT|-)$|[(:]$/.test(before)) written += 'AND ';
    }
    if (quote === sign) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    written += sign;
  }
  return written;
}

const no = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** The tree in reverse Polish order, by an explicit stack: a chain of 500 ORs is a tree 500 deep. */
function stepsOf(tree: LiqeQuery): Result<Step[]> {
  const steps: Step[] = [];
  const todo: LiqeQuery[] = [tree];
  while (todo.length > 0) {
    const node = todo.pop();
    if (!node) break;
    if (node.type === 'EmptyExpression') return no(`The query is empty in one place; ${EXAMPLE}.`);
    if (node.type === 'ParenthesizedExpression') todo.push(node.expression);
    else if (node.type === 'UnaryOperator') {
      steps.push({ is: 'not' });
      todo.push(node.operand);
    } else if (node.type === 'LogicalExpression') {
      if (mixes(node))
        return no(
          'The query mixes AND and OR: put brackets around what belongs together, for example (a AND b) OR c.',
        );
      steps.push({ is: node.operator.operator === 'OR' ? 'or' : 'and' });
      todo.push(node.left, node.right);
    } else {
      const word = wordOf(node);
      if (!word.ok) return word;
      steps.push(word.value);
    }
  }
  return { ok: true, value: steps.reverse() };
}

/** liqe reads "a OR b AND c" from left to right, others give AND precedence: nobody should have to know. */
function mixes(node: Extract<LiqeQuery, { type: 'LogicalExpression' }>): boolean {
  return [node.left, node.right].some(
    (side) => side.type === 'LogicalExpression' && side.operator.operator !== node.operator.operator,
  );
}

function wordOf(node: Extract<LiqeQuery, { type: 'Tag' }>): Result<Step> {
  const field = node.field.type === 'Field' ? node.field.name.toLowerCase() : null;
  if (field !== null && !isField(field))
    return no(`“${field}” is no field; use one of ${FIELDS.join(', ')}, or no field at all.`);
  const { expression } = node;
  if (expression.type === 'EmptyExpression')
    return no(`Behind “${field}:” a word is missing; write it without a space, for example title:ceasefire.`);
  if (expression.type !== 'LiteralExpression')
    return no(
      'Regular expressions and ranges are not supported; write the words, begin* for all that begins so.',
    );
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
