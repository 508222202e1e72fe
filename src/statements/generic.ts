/** "the group", "the company", "the think tank": which named body of that kind is meant. */
import type { Entity, Place, Registry } from './registry.ts';

const words = (list: string): Set<string> => new Set(list.split(/\s+/u));

const FIRM_ENDS = `foods lines shipping rail railways airways airlines motors steel electronics energy oil gas holdings partners industries technologies
  systems logistics ventures labs studios pictures records insurance telecom pharma securities mutual insurance bank group company corp
  inc ltd plc co corporation brothers software solutions trust capital`;
const STUDY_ENDS = `research institute forum centre center council foundation policy society trust watch project initiative network analytics
  laboratory university fund group`;
/** What a generic noun may stand for, by the last word of the name. */
const STANDS_FOR = new Map<string, Set<string>>(
  Object.entries({
    group: `${STUDY_ENDS} association alliance coalition league union federation society`,
    organisation: `${STUDY_ENDS} association alliance union federation`,
    organization: `${STUDY_ENDS} association alliance union federation`,
    charity: 'trust foundation fund society association',
    tank: STUDY_ENDS,
    institute: 'institute forum centre center foundation',
    association: 'association federation union league',
    union: 'union federation association',
    company: FIRM_ENDS,
    firm: `${FIRM_ENDS} research consulting analytics`,
    maker: FIRM_ENDS,
    supplier: FIRM_ENDS,
    retailer: FIRM_ENDS,
    operator: FIRM_ENDS,
    carrier: FIRM_ENDS,
    airline: 'airlines airways air',
    insurer: 'insurance mutual life',
    lender: 'bank',
    bank: 'bank',
    utility: 'energy power gas water electric',
    paper: 'times herald tribune gazette dispatch observer courier chronicle mail post listok',
    newspaper: 'times herald tribune gazette dispatch observer courier chronicle mail post listok',
    club: 'rovers united city town rangers wanderers athletic fc',
    party: 'party',
  }).map(([noun, list]) => [noun, words(list)]),
);

/** May this noun stand for a body named before? */
export const isGeneric = (noun: string): boolean => STANDS_FOR.has(noun);

const isNamed = (e: Entity): boolean => /^\p{Lu}/u.test(e.name);

function mayBe(e: Entity, noun: string): boolean {
  const own = e.name.toLowerCase().split(/\s+/u);
  const last = own.at(-1) ?? '';
  if (last === noun) return true;
  // "Westgrid", "FNZ": a single word tells nothing, so that nothing contradicts.
  if (own.length === 1) return !e.alias && noun !== 'party' && noun !== 'paper' && noun !== 'newspaper';
  return STANDS_FOR.get(noun)?.has(last) ?? false;
}

/**
 * The named body that `noun` ("group") stands for at `place`: the one that was the subject in the sentence before or spoke
 * in this paragraph, else the only one of its kind that spoke, was a subject or stands in this very sentence. Null when none or several come into question.
 */
export function genericBody(registry: Registry, noun: string, place: Place): Entity | null {
  const fitting = registry.recent.filter(
    (e) => e.kind === 'organisation' && isNamed(e) && e.seen !== null && mayBe(e, noun),
  );
  const near = fitting.filter(
    (e) =>
      (e.seen?.paragraph === place.paragraph && e.seen.subject && place.sentence - e.seen.sentence <= 1) ||
      e.spoke?.paragraph === place.paragraph,
  );
  if (near.length > 0) return near.length === 1 ? (near[0] ?? null) : null;
  // "Roussel of Alder Ventures said …" makes no subject of her firm: "the company" further on is another.
  const kin = fitting.filter(
    (e) =>
      e.name.includes(' ') && (e.spoke !== null || e.seen?.subject || e.seen?.sentence === place.sentence),
  );
  return kin.length === 1 ? (kin[0] ?? null) : null;
}

/** "an independent research group" that turns out to be Kestrel Shipping Research: they share a word that tells. */
export function sharesWord(description: string, name: string, noun: string): boolean {
  const own = words(name.toLowerCase());
  return description
    .toLowerCase()
    .split(/\s+/u)
    .some((w) => w !== noun && w.length > 4 && own.has(w));
}
