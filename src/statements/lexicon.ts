/** Does this verb, in this frame and form, attribute words to its subject? Counted shares, and verbs too rare to count. */

import type { Frame } from './candidate.ts';
import { COUNTED } from './cues.ts';
import type { VerbGroup } from './verbs.ts';

/** Verbs of speaking that 835 articles hold too seldom to judge; as sure as a rule can be. */
const SPEAKING =
  `say tell add note stress recall remark reckon laugh boast joke quip caution hint concede reply answer retort observe maintain underline
  underscore emphasise emphasize reaffirm reiterate declare assert contend allege claim vow pledge warn lament complain comment explain
  confirm disclose reveal testify estimate assess conclude propose opine sigh recount plead protest elaborate clarify counter muse mutter
  whisper shout cry snap chuckle exclaim proclaim repeat announce report suggest admit acknowledge insist argue predict respond respond
  write tweet post continue state ask wonder urge remember interject murmur scoff shrug grumble enthuse rejoin yell stipulate specify
  inform assure remind advise mention tell forecast caution signal agree decide`.split(/\s+/u);
/** With a plain object: "denied arms deals", "called the pact a threat", "pledged continued cooperation". */
const WITH_OBJECT =
  `deny describe call compare liken accuse urge pledge vow promise announce propose reiterate reaffirm repeat reject condemn denounce
  dismiss name praise advise express stress warn admit acknowledge confirm voice underline emphasise emphasize criticise criticize
  rebuke refute dispute hail decry deplore recommend mention brand term dub label thank apologise`.split(
    /\s+/u,
  );
const WITH_INFINITIVE = 'vow pledge promise decline refuse threaten swear propose'.split(' ');
const WITH_PARTICLE =
  `warn_of warn_against warn_about call_on call_for complain_of complain_about speak_of point_to point_out boast_of insist_on caution_against
  appeal_to appeal_for comment_on elaborate_on argue_for argue_against hint_at apologise_for apologize_for spell_out rule_out lash_out
  allude_to`.split(/\s+/u);
/** Too often thought, act or plan, whatever the counts of 2016 say. */
const NEVER = new Set(
  'think believe feel hope fear want plan show find see know decide blogged best title point read'.split(' '),
);

const shares = new Map<string, number>();
for (const [frame, buckets] of Object.entries(COUNTED)) {
  for (const [percent, verbs] of Object.entries(buckets)) {
    for (const verb of verbs.split(/\s+/u)) shares.set(`${frame}|${verb}`, Number(percent) / 100);
  }
}
function atLeast(frame: string, verbs: string[], share: number): void {
  for (const verb of verbs)
    shares.set(`${frame}|${verb}`, Math.max(share, shares.get(`${frame}|${verb}`) ?? 0));
}
for (const frame of ['tail', 'inverted', 'that', 'quote', 'that ing', 'quote ing', 'relative'])
  atLeast(frame, SPEAKING, 0.6);
for (const frame of ['tail', 'that']) atLeast(frame, ['quote', 'according_to'], 0.9);
const UNSURE = new Set(
  'agree decide remember ask wonder urge forecast signal mention answer laugh sigh shout cry repeat advise inform assure remind'.split(
    ' ',
  ),
);
for (const frame of ['clause', 'clause ing']) {
  atLeast(
    frame,
    SPEAKING.filter((v) => !UNSURE.has(v)),
    0.55,
  );
}
for (const frame of ['tail', 'inverted', 'that', 'quote'])
  atLeast(frame, ['point_out', 'go_on', 'shoot_back', 'fire_back', 'hit_back', 'chime_in', 'sum_up'], 0.6);
for (const frame of ['clause', 'that ing', 'clause ing', 'quote ing']) atLeast(frame, ['point_out'], 0.6);
for (const frame of ['that', 'clause']) atLeast(frame, ['doubt', 'deny', 'dispute'], 0.6);
atLeast('clause ing', ['deny'], 0.6);
atLeast('that', ['demand'], 0.6);
atLeast('object', ['demand'], 0.5);
atLeast('object', WITH_OBJECT, 0.55);
atLeast('object ing', WITH_OBJECT, 0.55);
atLeast('quote', WITH_OBJECT, 0.6);
atLeast('quote ing', WITH_OBJECT, 0.6);
atLeast('infinitive', WITH_INFINITIVE, 0.6);
atLeast('preposition', WITH_PARTICLE, 0.6);
atLeast('preposition ing', WITH_PARTICLE, 0.6);

/** Below this share a verb in its frame is more often no attribution. */
const SURE = 0.48;
const FORMS = { finite: '', ing: ' ing', infinitive: ' inf', passive: '' };

/** The share of its uses in which the verb attributes, 0 to 1. */
export function share(verb: string, frame: Frame, form: VerbGroup['form']): number {
  const key = verb.replace(' ', '_');
  if (NEVER.has(key)) return 0;
  return shares.get(`${frame}${FORMS[form]}|${key}`) ?? 0;
}

export function attributes(verb: string, frame: Frame, form: VerbGroup['form']): boolean {
  return share(verb, frame, form) >= SURE;
}
