/** What the bot says about itself and about why an article was or was not told. */
import { count, names } from '../shown.ts';

const STATES = {
  planned: 'planned',
  sending: 'being sent',
  sent: 'sent',
  waiting: 'waiting for their hour',
  rolled: 'told in a list',
  held: 'held',
  refused: 'refused',
  dropped: 'dropped',
};
export type DeliveryState = keyof typeof STATES;
const KINDS = {
  post: 'the alert',
  edit: 'an edit of the alert',
  reply: 'a reply in its thread',
  list: 'a list of stories',
  publish: 'its publication to followers',
};

/** What a post waits for, by the word that the store keeps. */
const WAITS: Record<string, string> = {
  away: 'what came while I was away is told together.',
  quiet: 'the channel’s quiet hours.',
  burst: 'many stories came at once; the rest are told together.',
};
const words_ = (why: string | null): string =>
  WAITS[why ?? ''] ?? 'the channel wants its stories at that hour.';

/** What was said anew. */
const said = (statements: number, known: number, speakers: string[]): string =>
  statements === 0
    ? `Nothing: ${known === 0 ? 'it carries no statement' : `its ${count(known, 'statement')} the story had already`}.`
    : `${count(statements, 'new statement')}${known === 0 ? '' : `, ${known} the story had already`}${
        speakers.length === 0 ? '' : `; heard for the first time: ${names(speakers, 8)}`
      }.`;

export const explainWords = {
  ask: 'Which article? Paste its link: /explain https://example.org/an-article',
  noLink: (typed: string) =>
    `“${typed.slice(0, 80)}” is no link. Paste the article’s address: /explain https://example.org/an-article`,
  unknown: 'I have not seen this link: no feed of mine has listed it.',
  noFeed: (host: string) => `No feed of ${host} is watched.`,
  feedOf: (name: string, state: string) => `Of that site I watch ${name}: ${state}.`,
  feedOk: (when: string) => `last read ${when}`,
  feedUnread: 'not read yet',
  feedFailing: (why: string) => `failing. ${why.replace(/\.$/, '')}`,
  test: (host: string) =>
    `An operator of this bot can try whether the site has a feed that can be read: /feed test https://${host}`,
  seeFeeds: '/feeds shows how it does, and what it listed.',

  headings: {
    read: 'Read',
    text: 'Text',
    topics: 'Topics',
    story: 'Story',
    news: 'What was new',
    told: 'Told here',
    toldIn: 'Told',
  },
  listed: (feed: string, when: string) => `Listed by ${feed}, first seen ${when}.`,
  readAs: (as: 'page' | 'feed' | 'file' | null, when: string | null) =>
    [
      {
        page: 'Its page was fetched and read',
        feed: 'Its page could not be had; the full text in the feed was read',
        file: 'Read from a file',
        none: 'Read',
      }[as ?? 'none'],
      when === null ? '.' : ` ${when}.`,
    ].join(''),
  waits: 'It waits to be read; it is next.',
  waitsUntil: (when: string) => `It waits to be read until ${when}.`,
  retry: (attempts: number, why: string, when: string) =>
    `It could not be read yet (${count(attempts, 'try', 'tries')}): ${stop(why)} Next try ${when}.`,
  failed: (attempts: number, why: string) =>
    `It could not be read and was given up after ${count(attempts, 'try', 'tries')}: ${stop(why)}`,
  passedOver: (why: string) => `It was read and not kept: ${stop(why)}`,

  extracted: (words: number, language: string | null, statements: number) =>
    `${count(words, 'word')} extracted, ${language === null ? 'language not told' : `language ${language}`}, ${count(statements, 'statement')} in it.`,
  pruned: 'Its text is no longer kept.',
  cleaned: (blocks: number) => `Clean-up took out ${count(blocks, 'block')}:`,
  cleanedNothing: 'Clean-up found nothing to take out.',
  block: (text: string) => `– ${text.length > 100 ? `${text.slice(0, 99)}…` : text}`,
  blocksMore: (n: number) => `– and ${n} more`,
  published: (when: string) => `Published ${when}.`,
  undated: 'It tells no date of publication.',
  notice: (kind: string, text: string | null) =>
    `The page is ${kind}${text === null ? '.' : `: ${stop(text)}`}`,

  topicYes: (topic: string, why: string[]) => `${topic}: yes. ${why.join('; ')}.`,
  inPassing: 'all of it is mentioned only in passing',
  topicNo: (topic: string, why: string[]) => `${topic}: no. ${why.join('; ')}.`,
  topicByStory: (topic: string, why: string[]) =>
    `${topic}: yes, as its story is on it. By its own words no: ${why.join('; ')}.`,
  topicOfCopy: (topic: string, why: string[]) =>
    `${topic}: no, as its story is not on it, and a copy brings its story no topic. By its own words yes: ${why.join('; ')}.`,
  topicOnce: (topic: string) => `${topic}: yes, when it was filed.`,

  isIn: (title: string) => `Filed in “${title}”.`,
  moved: 'A person has moved it to another story since; the reason below is of the first.',
  copy: (of: string, how: string, credit: string | null) =>
    `A copy of ${of}: ${how}${credit === null ? '' : `, and it credits ${credit}`}.`,
  version: (of: string, how: string) => `A later version of ${of}: ${how}.`,
  original: (of: string, how: string, because: string | null) =>
    `The text that ${of} carries is its own${because === null ? '' : ` (${because})`}: ${how}.`,
  byWords: (percent: number) => `${percent} % of the shorter text stands in the other word for word`,
  byAddress: 'it stands at the same address',
  byLink: 'it names the other’s address as its source',
  event: (of: string, shared: string[]) =>
    `The same event as ${of}, in other words. Both have ${shared.join('; ')}.`,
  sharedNames: (list: string[]) => `the name${list.length === 1 ? '' : 's'} ${names(list, 8)}`,
  sharedNumbers: (list: string[]) => `the number${list.length === 1 ? '' : 's'} ${names(list, 8)}`,
  sharedWords: (list: string[]) => `the word${list.length === 1 ? '' : 's'} ${names(list, 8)}`,
  sharedQuotations: (n: number) => (n === 1 ? 'one quotation' : `${n} quotations`),
  sharedNothing: 'their openings in common',
  answer: (of: string) => `An office’s answer to what ${of} tells.`,
  fresh: 'A new story: no article nearby carries its text or reports its event.',
  credited: (outlet: string) => `Its text is credited to ${outlet}, of whom no such article is known.`,
  follows: (of: string) => `It follows ${of}.`,
  article: (title: string, outlet: string) => `“${title}” (${outlet})`,

  firstOf: (statements: number) => `The first of its story: ${count(statements, 'statement')}, all new.`,
  news: (statements: number, known: number, speakers: string[], changes: string[] = []) => {
    if (changes.length === 0) return said(statements, known, speakers);
    return `${statements === 0 ? '' : `${said(statements, known, speakers)} `}New of the event itself: ${changes.join('; ')}.`;
  },
  laterVersion: (version: number, when: string, what: string) => `Version ${version}, ${when}: ${what}`,
  notKept: 'What was new in it was not noted then.',

  delivery: (
    kind: keyof typeof KINDS,
    state: DeliveryState,
    why: string | null,
    when: string | null,
  ): string => {
    const reason = why === null || why === '' ? '' : `: ${stop(why).replace(/\.$/, '')}`;
    const what = KINDS[kind];
    if (state === 'sent') return `${what} was sent${when === null ? '' : ` ${when}`}.`;
    if (state === 'planned')
      return when === null
        ? `${what} is about to be sent${reason}.`
        : `${what} waits until ${when}${reason}.`;
    if (state === 'waiting') return `${what} waits${when === null ? '' : ` until ${when}`}: ${words_(why)}`;
    if (state === 'rolled') return `${what} was told in a list with others.`;
    if (state === 'sending') return `${what} is being sent.`;
    if (state === 'held') return `${what} is held${reason}.`;
    return `${what} was ${state}${reason}.`;
  },
  withheld: {
    backlog:
      'Not told: it was in its feed already when the feed was added; such a backlog is kept and not alerted.',
    old: 'Not told: it was older than what is alerted (WHOSAID_MAX_AGE) when it was first seen.',
    nothing: 'Not told: this channel is subscribed to nothing. /subscribe changes that.',
    noneFits: (labels: string[]) =>
      `Not told: no subscription of this channel fits it (${names(labels, 8)}).`,
    speakerOld: (labels: string[]) => `Not told: ${names(labels, 4)} said nothing new in it.`,
    later: (label: string, when: string) =>
      `Not told: the subscription to ${label} was made ${when}, after it was filed.`,
    muted: 'Not told: the story is muted here.',
    outlets: (label: string, wanted: number, have: number) =>
      `Not told yet: the subscription to ${label} waits for ${
        wanted === 2 ? 'a second independent outlet' : `${wanted} independent outlets`
      }; so far ${have === 1 ? 'one reports' : `${have} report`} it (copies and papers of one owner do not count).`,
    notMaterial:
      'Nothing of it is told in the thread: it brings nothing new, so it only joins the alert’s outlets line.',
    head: 'The alert is made from this article.',
    unknown: 'Not told, for a reason that was not kept.',
  },
  inChannel: 'In ',
  says: (what: string) => `: ${what}`,
};

export const aboutWords = {
  header: (version: string) => `Whosaid ${version}`,
  running: (since: string | null) =>
    since === null ? 'When it was started was not noted.' : `Started ${since}.`,
  licence: (licence: string) =>
    `${licence} licence. Charts are set in DejaVu Sans, © Bitstream and the DejaVu authors.`,
  headings: {
    watches: 'Watches',
    has: 'Has read',
    model: 'Language model for summaries',
    deliveries: 'Deliveries',
  },
  model: (name: string | null, calls: number, days: number) =>
    `${name ?? 'Switched off by now'}: asked ${count(calls, 'time')} in the last ${count(days, 'day')}.`,
  modelFates: (accepted: number, refused: number, failed: number) =>
    `${accepted} used; ${refused} refused, as they said what the article does not; ${failed} failed or came too late.`,
  modelTokens: (input: number, output: number) => `${count(input, 'token')} read, ${output} written.`,
  feeds: (listed: number, ok: number, failing: number, unread: number) =>
    `${count(listed, 'feed')}: ${ok} ok, ${failing} failing${unread === 0 ? '' : `, ${unread} not read yet`}.`,
  failing: (name: string, why: string) => `${name}: ${why === '' ? 'no reason given.' : why}`,
  failingMore: (n: number) => `and ${n} more; /feeds lists them.`,
  topics: (list: string[]) =>
    list.length === 0 ? 'No topic.' : `${count(list.length, 'topic')}: ${names(list, 12)}.`,
  kept: (articles: number, outlets: number, stories: number, statements: number, speakers: number) =>
    `${count(articles, 'article')} of ${count(outlets, 'outlet')} in ${count(stories, 'story', 'stories')}; ${count(statements, 'statement')} by ${count(speakers, 'speaker')}.`,
  items: (pending: number, failed: number) =>
    `${pending === 0 ? 'None waits' : `${pending} wait`} to be read; ${failed} could not be.`,
  deliveries: (states: [DeliveryState, number][]) =>
    states.length === 0 ? 'None yet.' : `${states.map(([state, n]) => `${n} ${STATES[state]}`).join(', ')}.`,
  removed: (platform: string, tenant: string, since: string, subscriptions: number) =>
    `Removed from ${platform} ${tenant} since ${since}: ${count(subscriptions, 'subscription')} kept, which ${subscriptions === 1 ? 'goes' : 'go'} on when I am invited again.`,
  ended: (n: number, state: 'dropped' | 'refused', why: string | null) =>
    `${n} ${STATES[state]}: ${why === null || why === '' ? 'no reason was kept.' : stop(why)}`,
  waiting: (n: number, state: DeliveryState, why: string | null, until: string | null) =>
    `${n} ${state === 'held' ? 'held' : state === 'sending' ? 'being sent' : 'waiting'}${until === null ? '' : ` until ${until}`}: ${
      why === null ? 'their turn comes next.' : stop(why)
    }`,
};

/** A reason as a sentence with its stop. */
function stop(why: string): string {
  const text = why.trim();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
