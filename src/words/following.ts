/** What the bot says of what a channel is told: subscribed, changed, paused, muted. */
import { names } from '../shown.ts';
import { clipped } from '../typed.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const muteWords = {
  button: 'Mute this story',
  ask: 'Which story? Type /mute and words of its title, or press Mute this story under its alert.',
  done: (title: string, until: string | null) =>
    `Done: no more updates of “${title}” in this channel${until === null ? '' : ` until ${until}`}.`,
  resume: 'Updates again',
  resumed: (title: string) => `Done: updates of “${title}” come to this channel again.`,
  notMuted: (title: string) => `“${title}” is not muted in this channel.`,
  badUntil: 'until: takes a length of time such as 8h, 7d or 2w, or a date to come such as 2031-06-01.',
};

export const pauseWords = {
  button: 'Pause',
  resume: 'Resume',
  done: (label: string) => `Done: no alerts on ${label} until it is resumed.`,
  resumed: (label: string) => `Done: alerts on ${label} come again.`,
  nothing: 'Nothing is paused or muted in this channel.',
  which: 'Paused or muted in this channel:',
  subscription: (label: string) => `${label}: no alerts`,
  story: (title: string, until: string | null) =>
    `“${title}”: no updates${until === null ? '' : ` until ${until}`}`,
  again: (what: string) => `Resume ${clipped(what, 60)}`,
  notPaused: (label: string) => `${label} is not paused.`,
  both: 'One at a time: a story or a subscription.',
};

export const changeWords = {
  form: 'Change a subscription',
  done: (label: string) => `Done: alerts on ${label} come that way from now on.`,
  nothing: 'What is to change? Type for example /subscription north-korea-russia outlets:2.',
};

export const subscribeWords = {
  here: 'this channel',
  form: 'Subscribe',
  noChannels: 'There is only one channel here: leave channel: out.',
  done: (label: string, where: string, outlets: number) =>
    `Done: ${where} gets an alert for each new story on ${label}${
      outlets > 1 ? ` once ${outlets} independent outlets report it` : ''
    }.`,
  already: (label: string, where: string) => `${capital(where)} is already subscribed to ${label}.`,
  changed: (label: string, where: string) =>
    `Done: the alerts on ${label} come to ${where} that way from now on.`,
  badAt: 'takes a time of day such as 07:30',
  badZone: 'takes a time zone such as Europe/Berlin',
  badQuiet: 'takes two times such as 22:00-07:00, or none',
  badPing: 'takes one role; everyone at once cannot be pinged',
  badOutlets: 'outlets: takes a number from 1 to 9.',
  noEffect: (options: readonly string[], platform: 'slack' | 'discord' | 'console') =>
    `${names(options.map((o) => `${o}:`))} ${options.length === 1 ? 'does' : 'do'} nothing ${
      { slack: 'on Slack', discord: 'on Discord', console: 'in the terminal' }[platform]
    }: ${options.length === 1 ? 'it is' : 'they are'} kept, and every alert comes as usual.`,
  latest: 'The newest stories on it so far:',
  ask: 'To what? Type /subscribe north-korea-russia for a topic, /subscribe speaker:Campbell for a person, or /subscribe query:"missile AND Kyiv".',
  one: 'One at a time: a topic, a speaker or a query.',
  unknownTopic: (typed: string, known: string[]) =>
    `There is no topic “${clipped(typed)}”. The topics are ${names(known, 20)}.`,
  badQuery: (why: string) =>
    `That query cannot be read: ${why} Type for example /subscribe query:"missile AND (Kyiv OR Kharkiv)".`,
  unknownSpeaker: (typed: string, nearest: string[]) =>
    `Nobody called “${clipped(typed)}” has said anything that I have read.${nearest.length === 0 ? '' : ` The nearest names: ${names(nearest, 5)}.`} To hear of them all the same, type /subscribe query:"${clipped(typed)}".`,
  which: (typed: string, list: string[]) =>
    list.length === 1
      ? `Several people are called “${clipped(typed)}”. Type more of the name.`
      : `Which ${clipped(typed)}? Type for example /subscribe speaker:"${list[0]}". There are ${names(list, 8)}.`,
  manager: 'Only a manager of this channel can change what it is subscribed to.',
};

export const unsubscribeWords = {
  done: (label: string) => `Done: this channel no longer gets alerts on ${label}.`,
  none: 'This channel is subscribed to nothing. /topics shows what there is.',
  unknown: (typed: string, have: string[]) =>
    `This channel is not subscribed to “${clipped(typed)}”. It is subscribed to ${names(have, 20)}.`,
  gone: 'That subscription is gone.',
  ask: (have: string[]) => `From what? This channel is subscribed to ${names(have, 20)}.`,
};

export const subscriptionsWords = {
  header: 'This channel is subscribed to',
  none: 'This channel is subscribed to nothing yet. Type /subscribe and a topic; /topics shows them.',
  kind: { topic: 'topic', speaker: 'speaker', query: 'query' },
  silent: 'without notifications',
  ping: 'pings a role',
  crosspost: 'published to followers',
  outlets: (n: number) => `from ${n} independent outlets on`,
  rhythm: (delivery: string, at: string | null, zone: string | null) =>
    delivery === 'hourly' ? 'hourly' : `${delivery} at ${at ?? '09:00'} ${zone ?? 'UTC'}`,
  quiet: (hours: string, zone: string | null) => `quiet ${hours} ${zone ?? 'UTC'}`,
  paused: 'paused',
};
