import { withoutInvisible } from '../invisible.ts';

/** Drops invisible characters where they do no work, composes (NFC), and collapses white space. */
export function tidy(raw: string): string {
  return withoutInvisible(raw)
    .normalize('NFC')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}

// Abbreviations of two letters and more that stand before a name: "St.Petersburg" is one place, not two sentences.
const ABBREVIATIONS = new Set(
  'st mt ft mr mrs ms mx dr prof gen col lt sgt capt cmdr adm maj rep sen gov pres sec hon rev fr sr jr no nos vs inc co corp ltd etc al ed eds vol pp dept est approx gov'.split(
    ' ',
  ),
);

// "Booking.Com", "Index.Html": the part after the dot is a domain or a file's kind, whatever its case.
const DOMAIN_ENDS =
  /^(?:Com|Org|Net|Gov|Edu|Info|Tv|Io|Co|Uk|Us|Ru|Kr|Jp|Cn|De|Fr|Eu|Html?|Js|Py|Ai)(?!\p{L})/u;

const JOINT = /(\p{Ll}{2}["”’')\]]?)([.!?])(["”’')\]]?)(?=["“‘]?(?:\p{Lu}\p{Ll}|[AI] \p{Ll}))/gu;

/**
 * Puts the blank that a joined paragraph lost between two sentences ("anyone.Russia has" on one real page in three).
 * Only where two lowercase letters (or a closing quotation mark or bracket after them) meet a full stop and a capitalised
 * word without a blank: that leaves alone "U.S.", "e.g.", "Node.js", "9.81", "NKnews.org", addresses and file names,
 * "java.lang.String" (a dot earlier in the same token) and titles before a name ("St.Petersburg").
 * Which side of a straight quotation mark the blank belongs to follows from how many stood before it.
 */
export function mendJoints(paragraph: string): string {
  let quotes = 0;
  let counted = 0;
  return paragraph.replace(JOINT, (whole, letters: string, stop: string, mark: string, at: number) => {
    const next = at + whole.length;
    for (; counted < at; counted++) if (paragraph[counted] === '"') quotes++;
    const before = paragraph.slice(Math.max(0, at - 60), at + letters.length);
    const token = before.slice(before.lastIndexOf(' ') + 1);
    const after = paragraph.slice(next, next + 60).split(' ', 1)[0] ?? '';
    const word = token.match(/\p{L}+$/u)?.[0] ?? '';
    if (ABBREVIATIONS.has(word.toLowerCase()) && stop === '.') return whole;
    if (/:\/\/|www\.|[@#/\\_]|\p{L}\.\p{L}/u.test(token) || /[@/\\_=]|\.\p{L}+\(/u.test(after)) return whole;
    if (stop === '.' && mark === '' && DOMAIN_ENDS.test(after)) return whole;
    if (mark === '"' && quotes % 2 === 0) return `${letters}${stop} ${mark}`;
    return `${whole} `;
  });
}
