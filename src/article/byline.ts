import { isByline } from './furniture.ts';
import { tidy } from './spacing.ts';

/** The names of the first byline among the lines that clean-up took out, for pages and files that name nobody elsewhere. */
export function bylineAmong(boilerplate: string[]): string[] {
  const line = boilerplate.find((one) => isByline(one));
  return line === undefined ? [] : namesIn(line);
}

/**
 * The names in a byline as printed: "By X and Y in Seoul" → ["X", "Y"]; "X, Agence Y" → ["X", "Agence Y"]; roles
 * ("shipping correspondent"), places, handles, e-mail addresses and dates are no names. An agency stays.
 */
export function namesIn(raw: string): string[] {
  const line = tidy(raw.slice(0, 400))
    .replace(
      /^(?:(?:story|words|text|report|written|posted|published|reporting|analysis|opinion|review|interview)\s+)?(?:by|von|par|por|author|reporter)s?\b\s*:?\s*/i,
      '',
    )
    .replace(/[\w.+-]{1,60}@[\w.-]{1,80}/g, '|')
    .replace(/(?:https?:\/\/|www\.)\S{1,200}/g, '|')
    .replace(/\((?:[^()]{0,80})\)/g, '|');
  const names: string[] = [];
  for (const part of line.split(/\s*(?:[,;|•·\n]|\s[–—-]\s|\/|\s(?:and|und|y|et|with|&)\s)\s*/i)) {
    const name = oneName(part);
    if (name && !names.some((known) => known.toLowerCase() === name.toLowerCase())) names.push(name);
    if (names.length >= 12) break;
  }
  return names;
}

const ROLE =
  /\b(?:correspondent|editor|reporter|writer|staff|columnist|producer|photographer|journalist|contributor|analyst|chief|bureau|desk|team|intern|director|fellow|professor|author|critic|news editor)\b/i;
const NOBODY =
  /^(?:editorial(?: board)?|staff|newsroom|admin(?:istrator)?|guest|super user|anonymous|unknown|null|none|n\/a|editor|read|updated|published|posted|last|share|webmaster|user|author|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i;
/** Behind a name and a comma: degrees, no authors. */
const DEGREE =
  /^(?:m\.?[sda]|ph\.?d|m\.?b\.?a|rdn?|r\.?n|j\.?d|d\.?o|b\.?[sa]|esq|dvm|jr|sr|ii|iii|obe|cbe|mbe)\.?$/i;
const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$/i;

function oneName(part: string): string | null {
  const name = part
    .replace(/^(?:and|by|with|from|for)\s+/i, '')
    .replace(/^\p{L}{2,14}:\s+/u, '')
    .replace(/\s+(?:in|at|from|for|on|near|aboard)\s+(?:the\s+)?\p{Lu}.*$/u, '')
    .replace(/^[\s.,:;@*]+|[\s,:;*]+$/g, '');
  if (
    name.length < 2 ||
    name.length > 60 ||
    /\d|https?:|[<>{}=]/.test(name) ||
    !/\p{Lu}|[\p{Lo}]/u.test(name)
  )
    return null;
  if (NOBODY.test(name) || DEGREE.test(name) || /^(?:updated|published|posted|last|share|read)\b/i.test(name))
    return null;
  if (MONTH.test(name.split(' ')[0] ?? '') && name.split(' ').length < 2) return null;
  // "shipping correspondent" is a role; "Open Airwaves staff" and "Reuters Staff" begin with a name.
  if (
    ROLE.test(name) &&
    !/^\p{Lu}[\p{L}.&’'-]*(?: \p{Lu}[\p{L}.&’'-]*)* (?:staff|newsroom|desk|team)$/iu.test(name)
  )
    return null;
  if (name.split(' ').length > 7) return null;
  return name;
}
