/** Months by name, in the languages in which feeds print them. */

/** What a name begins with, without accents: English first, then what differs in German, French, Spanish, Italian, Portuguese, Dutch, Hungarian, Russian, Ukrainian, Greek. */
const BEGINNINGS = [
  'jan ene gen янв січ ιαν',
  'feb fev фев лют φεβ',
  'mar maa mrt мар бер μαρ',
  'apr avr abr апр кві απρ',
  'may mai maj mag mei маи мая тра μαι',
  'jun juin giu июн чер ιουν',
  'jul juil lug июл лип ιουλ',
  'aug aou ago авг сер αυγ',
  'sep set sze сен вер σεπ',
  'oct okt ott out окт жов οκτ',
  'nov ноя лис νοε',
  'dec dez dic дек гру δεκ',
].map((line) => line.split(' '));

/** 1 to 12; 0 for what is no month. */
export function monthOf(name: string | undefined): number {
  const bare = (name ?? '').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return BEGINNINGS.findIndex((all) => all.some((beginning) => bare.startsWith(beginning))) + 1;
}
