/** Why an article was put where it is: kept with it, so that `/explain` can say it long after the neighbours have gone. */

/** Another article, as it was called when the decision fell. */
export type Ref = { id: string; title: string; outlet: string };

/** What two reports share: names as printed (people and places), counts, other words, and how many quotations. */
export type Shared = { names: string[]; numbers: string[]; words: string[]; quotations: number };

/**
 * `text`: its text, or most of it, is that of another: found by the words (`share` of the shorter text, 0 to 1), by the
 * same address, or by a link that names the other as its source. `as` original: the text is its own, and `because` says
 * why. `event`: other words about the same event. `answer`: an office's answer to what that story tells. `new`: a new story.
 * `credit`: the outlet to whom its text is credited.
 */
export type Reason =
  | {
      is: 'text';
      as: 'original' | 'copy' | 'version';
      of: Ref;
      by: 'words' | 'address' | 'link';
      share: number | null;
      credit: string | null;
      because: string | null;
    }
  | { is: 'event'; of: Ref; shared: Shared }
  | { is: 'answer'; of: Ref }
  | { is: 'new'; credit: string | null; follows: Ref | null };

export const refOf = ({ id, title, outlet }: Ref): Ref => ({ id, title, outlet });
