/** Nouns that tell what a source is: a person by office or trade, or a body. */

const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/u));

/** One person's office or trade. Groups of near synonyms stand on one line: "the envoy" may be the ambassador. */
const KINDS = [
  'ambassador envoy diplomat representative delegate',
  'spokesman spokeswoman spokesperson aide secretary',
  'lawmaker legislator senator congressman congresswoman representative mp deputy parliamentarian assemblyman politician democrat republican',
  'adviser advisor aide strategist consultant',
  'president leader head ruler chief',
  'premier chancellor leader',
  'minister vice-minister leader',
  'governor mayor commissioner',
  'analyst expert researcher scholar fellow scientist specialist economist historian author academic',
  'professor lecturer teacher academic scholar researcher expert',
  'general admiral colonel commander officer captain major lieutenant sergeant soldier marshal',
  'director chief executive manager head boss chairman chairwoman chair chairperson founder ceo',
  'lawyer attorney prosecutor judge justice counsel',
  'coach trainer manager captain boss',
  'striker forward footballer goalscorer',
  'goalkeeper keeper footballer',
  'defender footballer',
  'midfielder winger footballer',
  'sprinter runner swimmer cyclist player',
  'referee umpire linesman',
  'captain skipper mariner harbourmaster harbormaster',
  'detective constable inspector superintendent sheriff policeman policewoman officer',
  'councillor councilor councilman councilwoman alderman',
  'negotiator mediator broker dealer',
  'cook baker butcher waiter waitress barista brewer',
  'cartographer geographer archaeologist astronomer biologist chemist physicist meteorologist geologist scientist researcher',
  'soprano tenor baritone mezzo singer',
  'cellist guitarist drummer bassist pianist violinist musician',
  'gardener carpenter plumber electrician mechanic joiner mason blacksmith',
  'firefighter paramedic lifeguard ranger warden',
  'chemist pharmacist dentist psychologist psychiatrist therapist',
  'advocate activist campaigner',
  'painter sculptor composer conductor violinist pianist photographer director artist writer poet novelist',
  'candidate nominee politician',
  'reporter journalist editor columnist correspondent host blogger commentator',
  'official officer bureaucrat secretary inspector',
  'engineer technician builder worker',
  'doctor physician surgeon dentist nurse',
  'actor actress singer star celebrity musician',
  'owner businessman businesswoman entrepreneur trader chef restaurateur',
  'resident villager neighbour neighbor witness farmer tourist traveller traveler visitor shopkeeper seller',
  'man woman people boy girl father mother son daughter brother sister husband wife person',
  'guide driver pilot sailor miner pensioner student retiree translator interpreter',
  'king queen prince princess emir pope bishop priest',
  'secretary-general undersecretary coordinator rapporteur',
  'member activist campaigner organizer organiser leader defector refugee veteran',
  'source insider informant critic supporter opponent protester voter delegate',
];
const SYNONYMS = new Map<string, Set<string>>();
for (const line of KINDS) {
  for (const word of line.split(' '))
    SYNONYMS.set(word, new Set([...(SYNONYMS.get(word) ?? []), ...line.split(' ')]));
}

/** One way only: a minister is "the official" later, an official is not "the minister". */
const BROADER = new Map(
  Object.entries({
    official: `head minister vice-minister envoy governor secretary mayor commissioner spokesman spokeswoman spokesperson deputy ambassador
      administrator councillor`,
    diplomat: 'spokesman spokeswoman spokesperson minister vice-minister negotiator secretary',
    politician: 'minister mayor senator lawmaker governor councillor premier',
    executive: 'chief director president head chairman chairwoman founder',
    player: 'striker goalkeeper defender midfielder winger forward captain',
    scientist: 'professor biologist chemist physicist meteorologist geologist astronomer',
  }).map(([broad, list]) => [broad, words(list)] as const),
);

const BODIES =
  words(`ministry department agency committee council panel commission bank party office institute police court parliament
  assembly service command staff military army navy government administration authority authorities embassy mission consulate union union's
  company firm group organisation organization association foundation centre center university think-tank tank website newspaper paper
  broadcaster channel station network outlet agency's campaign team board bureau federation league club guard force forces kremlin pentagon
  congress senate house cabinet coalition alliance bloc state regime junta militia media press journal magazine report study statement
  communique communiqué document treaty letter survey poll memo indictment lawsuit complaint filing ruling editorial commentary article
  story post website's newsletter database spy nis prosecution federation secretariat delegation watchdog regulator ombudsman court's
  maker carmaker automaker chipmaker drugmaker retailer supplier carrier lender insurer utility startup chain
  tribunal chamber syndicate society museum hospital school airline airport operator manufacturer forum corporation inc corp ltd`);

/** Words with a capital that belong to titles, bodies or places inside a name phrase and never to the name. */
const TITLE_WORDS =
  words(`president vice deputy prime premier minister ministers secretary state senator sen rep representative governor
  gov mayor general gen lieutenant lt colonel col major maj captain capt admiral adm sergeant sgt commander marshal director chairman
  chairwoman chair chairperson chief executive officer spokesman spokeswoman spokesperson ambassador envoy king queen prince princess pope
  sir dame lord lady mr mrs ms miss mx dr prof professor judge justice attorney chancellor leader coach striker owner candidate nominee
  supt det insp const cllr congressman congresswoman speaker national intelligence security defense defence foreign affairs press assistant undersecretary under
  former first acting adviser advisor analyst economist minority majority whip democrat republican democratic sheriff rev reverend father
  brother sister comrade inspector detective baron sheikh imam rabbi cardinal archbishop bishop senior junior retired head editor author
  tournament ceo cfo coo founder boss star moderator host anchor mogul billionaire gop dem interior finance trade transport energy health education resources natural unification labor labour treasury homeland policy`);

const FEMALE = words(
  'woman spokeswoman chairwoman congresswoman businesswoman actress queen princess mother daughter sister wife girl mrs ms miss lady dame waitress grandmother aunt niece widow headmistress',
);
const MALE = words(
  'man spokesman chairman congressman businessman actor king prince father son brother husband boy mr sir lord grandfather uncle nephew widower fisherman assemblyman pope emir sheikh',
);

/** The noun without its plural, for the roles listed here. */
function singular(noun: string): string {
  const bare = noun.toLowerCase().replace(/['’]s?$/u, '');
  if (SYNONYMS.has(bare) || BODIES.has(bare)) return bare;
  const one = bare
    .replace(/men$/u, 'man')
    .replace(/ies$/u, 'y')
    .replace(/(?<=s|x|ch)es$/u, '');
  if (SYNONYMS.has(one)) return one;
  return bare.endsWith('s') ? bare.slice(0, -1) : bare;
}

export const isPersonNoun = (noun: string): boolean => SYNONYMS.has(singular(noun));
export const isPlural = (noun: string): boolean =>
  singular(noun) !== noun.toLowerCase() ||
  /(?:people|critics|officials|sources|authorities)$/u.test(noun.toLowerCase());
export const isBody = (noun: string): boolean => BODIES.has(noun.toLowerCase()) || BODIES.has(singular(noun));
const DOCUMENTS = words(
  'report study statement communique communiqué document treaty letter survey poll memo indictment lawsuit complaint filing ruling editorial commentary article story post text transcript email book review note tweet',
);
export const isDocument = (noun: string): boolean =>
  DOCUMENTS.has(noun.toLowerCase()) || DOCUMENTS.has(singular(noun));
export const isTitleWord = (word: string): boolean =>
  TITLE_WORDS.has(word.toLowerCase().replace(/[.]|['’]s$/gu, ''));

/** May "the envoy" stand for somebody described as an ambassador? */
export function sameTrade(mention: string, described: string): boolean {
  const a = singular(mention);
  const b = singular(described);
  return a === b || (SYNONYMS.get(a)?.has(b) ?? false) || (BROADER.get(a)?.has(b) ?? false);
}

/** "f", "m", or null when the noun tells nothing. */
export function genderOfNoun(noun: string): 'f' | 'm' | null {
  const bare = noun.toLowerCase().replace(/\.$/u, '');
  return FEMALE.has(bare) ? 'f' : MALE.has(bare) ? 'm' : null;
}
