/**
 * A query taken apart into brackets, operators and terms, and the sentence that says where it is broken. liqe's grammar reads a
 * whole query in several ways at once: of the queries that a few seconds of trying make, some take it minutes and gigabytes. So it
 * is given one term at a time, and what stands between them is read here, in one pass.
 */
import type { Result } from '../news.ts';

/** `at`: its place in the query. A minus before a term is the operator NOT. */
export type Token = { is: 'open' | 'close' | 'and' | 'or' | 'not' | 'term'; text: string; at: number };

const no = (why: string): { ok: false; why: string } => ({ ok: false, why });
const OPERATORS = new Map<string, Token['is']>([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
  ['-', 'not'],
]);

const shown = (query: string, at: number): string => {
  const rest = query.slice(at, at + 16);
  return `“${rest.length < query.length - at ? `${rest}…` : rest}”`;
};

/** The tokens in order, sound as a whole: every bracket has its other, every operator its terms. Linear in the query. */
export function tokensOf(query: string): Result<Token[]> {
  const tokens: Token[] = [];
  for (let at = 0; at < query.length; ) {
    const sign = query.charAt(at);
    if (/\s/.test(sign)) at++;
    else if (sign === '(' || sign === ')') {
      tokens.push({ is: sign === '(' ? 'open' : 'close', text: sign, at });
      at++;
    } else if (sign === '-') {
      tokens.push({ is: 'not', text: sign, at });
      at++;
    } else {
      const end = endOfTerm(query, at);
      if (end === null)
        return no(
          `The quotation mark at ${shown(query, at)} is not closed; put another one behind the words.`,
        );
      const text = query.slice(at, end);
      tokens.push({ is: OPERATORS.get(text) ?? 'term', text, at });
      at = end;
    }
  }
  const broken = bracketAt(query, tokens) ?? operatorAt(tokens);
  return broken === null ? { ok: true, value: tokens } : no(broken);
}

/** Where the word or quoted phrase that begins here ends; null when its quotation mark is not closed. */
function endOfTerm(query: string, from: number): number | null {
  let at = from;
  while (at < query.length && !/[\s()]/.test(query.charAt(at))) {
    const sign = query.charAt(at);
    const opens = sign === '"' || (sign === "'" && (at === from || query.charAt(at - 1) === ':'));
    if (!opens) at++;
    else {
      const close = query.indexOf(sign, at + 1);
      if (close < 0) return null;
      at = close + 1;
    }
  }
  return at;
}

function bracketAt(query: string, tokens: Token[]): string | null {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.is === 'open') open.push(token);
    else if (token.is === 'close' && open.pop() === undefined)
      return `The bracket at ${shown(query, token.at)} closes nothing; leave it out, or write “(” where it begins.`;
  }
  const last = open.at(-1);
  return last === undefined
    ? null
    : `The bracket at ${shown(query, last.at)} is not closed; write “)” where it ends.`;
}

function operatorAt(tokens: Token[]): string | null {
  for (const [i, { is, text }] of tokens.entries()) {
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (is === 'open' && after?.is === 'close') return 'A word is missing between “(” and “)”.';
    if ((is === 'and' || is === 'or') && (before === undefined || before.is === 'open'))
      return `A word is missing before “${text}”.`;
    const begins = after !== undefined && ['term', 'open', 'not'].includes(after.is);
    if (is !== 'term' && is !== 'open' && is !== 'close' && !begins)
      return `A word is missing behind “${text}”.`;
  }
  return null;
}
