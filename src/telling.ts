/** Telling the operators, where they can see it: in person on their platform, else where a lone workspace's managers read. */
import type { Message, Place, Platform } from './chat.ts';
import type { Sender } from './platform.ts';
import { message, plain } from './shown.ts';
import type { Store } from './store/store.ts';

/** Tells those who can mend what all tenants share. False: nobody could be told now. */
export type TellOperators = (text: string) => Promise<boolean>;

export type TellingParts = {
  senders: Map<Platform, Sender>;
  /** As the environment names them: "discord:123". */
  operators: string[];
  store: Pick<Store, 'subscriptions'>;
};

/** The terminal is left out: what is told stands in the log, which is its screen. */
export function createTelling({ senders, operators, store }: TellingParts): TellOperators {
  return async (text) => {
    const notice = message([{ kind: 'text', text: [plain(text)] }]);
    const told = await Promise.all(
      [...senders].flatMap(([platform, sender]) =>
        platform === 'console' ? [] : [onPlatform(platform, sender, notice)],
      ),
    );
    return told.length === 0 || told.includes(true);
  };

  async function onPlatform(platform: Platform, sender: Sender, notice: Message): Promise<boolean> {
    const prefix = `${platform}:`;
    const named = operators.filter((o) => o.startsWith(prefix)).map((o) => o.slice(prefix.length));
    const nowhere: Place = { platform, tenant: '', channel: '' };
    if (named.length > 0 && (await sender.tell(nowhere, named, notice))) return true;
    // Where nobody is named, and one workspace is all there is, its managers are who runs the bot.
    const places = await store.subscriptions.places(platform);
    const [first] = places;
    if (first === undefined || places.some((place) => place.tenant !== first.tenant)) return false;
    return sender.tell(first, await store.subscriptions.makers(first), notice);
  }
}
