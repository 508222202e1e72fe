/** Where something was said, by the words beside the cue: "at the Stimson Center", "on X", "in a statement", "reporters in Seoul". */
import { besideCue } from './beside.ts';
import type { Draft, Offsets } from './drafts.ts';
import { headNoun, isNominal, type Run } from './nominal.ts';
import { simplePhrase } from './objects.ts';
import { isDemonym, isOutlet } from './places.ts';
import type { Item } from './sentences.ts';
import { timeFrom } from './times.ts';

const set = (list: string): Set<string> => new Set(list.split(/\s+/u).filter(Boolean));

const AT = set('at in on during via before to over through from aboard outside inside');

/** Things said or written, and occasions at which people speak. */
const OCCASIONS = set(`
  statement statements interview interviews briefing briefings conference tweet tweets post posts posting email e-mail letter letters message
  messages call speech text remarks testimony release report article column op-ed editorial commentary essay memo filing note blog blogpost video
  livestream podcast broadcast programme program show bulletin dispatch readout communique communiqué telegram thread hearing meeting rally
  debate forum summit session ceremony event dinner luncheon lunch breakfast lecture panel seminar symposium workshop gathering congress assembly
  parliament inquiry trial court deposition affidavit lawsuit complaint vigil funeral parade reception talk talks address sermon appearance
  presser telecast update newsletter stump town-hall townhall webinar phone telephone social`);

/** Those who are told as a public: where it was said, when nothing else tells. */
const AUDIENCES = set(`
  reporters journalists lawmakers legislators parliament parliamentarians senators deputies delegates supporters crowd audience committee
  subcommittee panel council assembly conference briefing hearing meeting rally forum summit seminar event gathering court jury television tv
  radio newspaper magazine agency broadcaster website outlet students graduates troops investors analysts shareholders`);

/** Where people stand when they speak. */
const SITES = set(`
  tank institute university school college church mosque temple cathedral museum theatre theater factory plant base port airport hotel stadium arena
  headquarters centre center embassy residence library square park market farm restaurant cafe café pub club hall border front hospital station
  shipyard harbour harbor dock checkpoint cemetery monument memorial palace mansion club studio office`);

const INDEFINITE = set('a an one another');

const MEDIA = set(`
  x twitter telegram facebook instagram youtube weibo wechat vk vkontakte threads bluesky mastodon tiktok linkedin reddit substack television tv
  radio air camera stage`);

/** Verbs of telling take their public as an object: "told reporters". */
const TELLS = set('tell inform assure remind notify warn address brief');

/** The venue or medium of a draft, in offsets of the text; null when its sentence names none. Recipients count when they are a public. */
export function venueOf(draft: Draft): Offsets | null {
  if (draft.frame === 'continued') return null;
  const { items } = draft.sentence;
  let audience: Run | null = null;
  const source = draft.source?.sentence === draft.sentence ? draft.source.run : null;
  const cue = items.findIndex((x) => draft.cue !== null && x.start >= draft.cue.start);
  // "said Gabuyev, head of a programme at the Centre": a name beside a description is more likely part of it.
  const described = source !== null && items.slice(source.from, source.to).some((x) => x.text === ',');
  for (const run of besideCue(draft)) {
    const besideSource = source !== null && (run.from === source.to || run.to === cue);
    const names = items[cue]?.pos === 'VERB' && !(besideSource && (described || run.to === cue));
    for (let i = run.from; i < run.to; i++) {
      const time = timeFrom(items, i);
      if (time > i) {
        i = time - 1;
        continue;
      }
      const found = AT.has(items[i]?.lower ?? '')
        ? placeFrom(items, i, run.to, names && free(items, i, run.from, draft))
        : null;
      if (found) return offsets(items, withAudience(audience, found));
      const told = i === run.from && TELLS.has(draft.verb) ? audienceFrom(items, i, run.to) : null;
      if (told) {
        audience = told;
        i = told.to - 1;
      }
    }
    if (audience) return offsets(items, audience);
  }
  return null;
}

/** Where a day or a venue begins among these items from `from` on; `to` when none does. */
export function adjunctIn(items: Item[], from: number, to: number): number {
  for (let i = from; i < to; i++) {
    if (timeFrom(items, i) > i) return i;
    if (AT.has(items[i]?.lower ?? '') && placeFrom(items, i, items.length, false)) return i;
  }
  return to;
}

/** "said | in Seoul", "speaking on Monday | in Seoul": hangs on the saying, not on a noun or another verb ("a shot aimed | at Trump"). */
function free(items: Item[], at: number, from: number, draft: Draft): boolean {
  const before = items[at - 1];
  if (at === from || before === undefined || TELLS.has(draft.verb)) return true;
  if (before.text === ',' || before.pos === 'ADV' || SPEAKING.has(before.lower)) return true;
  for (let k = Math.max(from, at - 5); k < at; k++) if (timeFrom(items, k) === at) return true;
  return false;
}
const SPEAKING = set('speaking appearing testifying campaigning writing talking');

/** "reporters | in Seoul": one stretch when they adjoin. */
const withAudience = (audience: Run | null, place: Run): Run =>
  audience && audience.to === place.from ? { from: audience.from, to: place.to } : place;

/** "at an event at the Stimson Center in Washington": the preposition with all that hangs on it, up to a day or `to`. */
function placeFrom(items: Item[], at: number, to: number, names: boolean): Run | null {
  const end = Math.min(to, simplePhrase(items, at + 1));
  if (end <= at + 1 || !isVenue(items, at, end, names)) return null;
  // "In a national CNN | /ORC poll": a phrase that goes on is not understood.
  if (items[end]?.text === '/' || (end < to && isNominal(items[end]) && timeFrom(items, end) === end))
    return null;
  for (let grown = end; ; ) {
    if (grown >= to || !AT.has(items[grown]?.lower ?? '') || timeFrom(items, grown) > grown)
      return { from: at, to: grown };
    const next = Math.min(to, simplePhrase(items, grown + 1));
    if (next <= grown + 1 || !isVenue(items, grown, next, true)) return { from: at, to: grown };
    grown = next;
  }
}

function isVenue(items: Item[], at: number, end: number, names: boolean): boolean {
  const preposition = items[at]?.lower ?? '';
  const head = items[headNoun(items, { from: at + 1, to: end })];
  const words = items.slice(at + 1, end);
  // "in Russian": a language.
  if (!head || isDemonym(head.text)) return false;
  if (MEDIA.has(head.lower)) return ['on', 'via', 'to', 'over'].includes(preposition);
  if (OCCASIONS.has(head.lower)) return preposition !== 'outside';
  if (preposition === 'before') return AUDIENCES.has(head.lower);
  if (preposition === 'on') return isOutlet(head.text);
  if (SITES.has(head.lower) && preposition !== 'from') return names;
  if (preposition === 'through' || preposition === 'from') return false;
  // "at the Stimson Center", "in Seoul", "aboard Air Force One": a name. "at least 40 tons": a number.
  // "at a Washington …": the noun it belongs to was not understood.
  if (INDEFINITE.has(words[0]?.lower ?? '')) return false;
  return names && head.pos === 'PROPN' && /^\p{Lu}/u.test(head.text) && !words.some((x) => x.pos === 'NUM');
}

/** "told | reporters", "told | a parliamentary committee", "told | Reuters". */
function audienceFrom(items: Item[], at: number, to: number): Run | null {
  const end = Math.min(to, simplePhrase(items, at));
  if (end <= at) return null;
  const head = items[headNoun(items, { from: at, to: end })];
  const outlet = items
    .slice(at, end)
    .map((x) => x.text)
    .join(' ');
  return head && (AUDIENCES.has(head.lower) || isOutlet(outlet)) ? { from: at, to: end } : null;
}

function offsets(items: Item[], run: Run): Offsets | null {
  const first = items[run.from];
  const last = items[run.to - 1];
  return first && last ? { start: first.start, end: last.end } : null;
}
